import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { paperAsked } from '../events.ts'
import { wishOf } from '../paper-result.ts'
import { placeOf } from '../parties.ts'
import { listActions } from '../read/action-queries.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import { insertPaperResult } from './handover-queries.ts'

/**
 * The result is there: where the applicant asked for it on paper, the counter that received the dossier is asked to print it by
 * the moment promised. Of what was declined there is one answer and no copies. Repeating asks once.
 */
export async function askForPaper(work: Work, dossierId: string): Promise<void> {
  const dossier = await lockDossier(work.tx, dossierId)
  if (!dossier) return
  const signed = (await listActions(work.tx, dossierId)).findLast(({ kind }) => kind === 'sign')
  const isDeclined = signed?.data.outcome === 'decline'
  const { result } = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const wish = wishOf(dossier.answers as Answers, isDeclined ? 1 : result.originals)
  if (!wish) return
  const copies = isDeclined ? 0 : wish.copies
  if (wish.originals + copies === 0) return
  const { agencyId } = dossier
  const readyBy = dossier.dueAt ?? work.now
  const asked = { ...wish, copies, dossierId, agencyId, askedAt: work.now, readyBy }
  if (await insertPaperResult(work.tx, asked))
    await work.record(paperAsked(dossierId, { ...placeOf(dossier), way: wish.way }))
}
