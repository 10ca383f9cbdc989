import { listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { getSelf } from '#server/modules/registry/index.ts'
import type { Citizen } from '#server/platform/actor.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { timeLimitFor } from '#shared/form/requirements.ts'
import { type Advice, adviseFiling } from '../check/advise.ts'
import { expectedDue, termsOf } from '../clock.ts'
import { draftedAnswers } from '../filing.ts'
import { formContext } from '../form-context.ts'
import type { Draft } from './draft-queries.ts'
import { findHandedIn } from './gather-papers.ts'

/** What somebody should know before sending this draft; asks nothing where the service has no checks. */
export async function adviseDraft(
  work: Work,
  citizen: Citizen,
  draft: Draft,
  service: Service,
): Promise<Advice[]> {
  if (!service.checks.some(({ advice }) => advice !== undefined)) return []
  const communes = await listCommunes(work, localDay(work.now))
  const { answers } = readAnswers(service.form, draft.answers, formContext(work.now, communes))
  const { id, idNumber } = await getSelf(work, citizen)
  const { uploads, vault } = await findHandedIn(work, id, draft.papers)
  const papers = draft.papers.flatMap(({ key, upload, vaultPaper }) => {
    const file = uploads.find((one) => one.id === upload) ?? vault.find((one) => one.id === vaultPaper)
    return file?.sha256 ? [{ key, sha256: file.sha256, vaultPaperId: vaultPaper ?? null }] : []
  })
  const terms = termsOf(timeLimitFor(service, draftedAnswers(answers, work.now)))
  return adviseFiling(work, service, {
    answers,
    channel: 'online',
    filedOn: work.now,
    dueAt: expectedDue(provinceCalendar(), terms, work.now),
    applicant: { id, idNumber },
    identified: citizen.identified ?? null,
    dossierId: null,
    papers,
  })
}
