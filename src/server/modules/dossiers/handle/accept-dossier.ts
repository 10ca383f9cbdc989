import { z } from 'zod'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { dossierAccepted } from '../events.ts'
import { placeOf } from '../parties.ts'
import { issueSlip } from '../print/issue-slip.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { originalsOf, originalsToSee } from '../read/originals.ts'
import { listPapersOfDossier } from '../read/paper-queries.ts'
import { originalsNotSeen, paperUnknown } from '../refusals.ts'
import { keepPapers } from './keep-papers.ts'
import { requirePrerequisites } from './require-prerequisites.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from './take-action.ts'

export const AcceptDossier = z
  .strictObject({
    originals: z.array(z.string().max(60)).max(60).default([]).meta({
      description:
        'papers[].key of the service whose originals were shown or left at the counter. Where the dossier was brought there, without those everybody has to show it is not accepted.',
    }),
  })
  .meta({ id: 'AcceptDossier', example: { originals: [] } })
export type AcceptDossier = z.input<typeof AcceptDossier>

/** Tiếp nhận: the agency has checked the papers and takes the dossier on; its time limit starts to run, its receipt (Mẫu 01) takes its number. */
export async function acceptDossier(
  work: Work,
  officer: Officer,
  id: string,
  key: ActionKey = {},
  input: AcceptDossier = {},
): Promise<{ dueAt: Date | null; seq: number }> {
  const dossier = await lockForOfficer(work, officer, id)
  const { originals } = AcceptDossier.parse(input)
  if ((await mayTake(work, dossier, 'accept', key)) === 'first') {
    await requirePrerequisites(work, dossier, 'accept')
    await requireOriginals(work, dossier, originals)
  }
  const taken = await takeAction(work, dossier, 'accept', originals.length > 0 ? { originals } : {}, key)
  const { state, seq, repeated } = taken
  if (!repeated) {
    await keepPapers(work, officer, dossier)
    const dueAt = (state.dueAt ?? work.now).toISOString()
    await work.record(dossierAccepted(id, { ...placeOf(dossier), seq, dueAt }))
    await issueSlip(work, taken, '01')
  }
  return { dueAt: state.dueAt, seq }
}

async function requireOriginals(work: Work, dossier: Dossier, seen: readonly string[]): Promise<void> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const asked = originalsOf(service, dossier).map(({ key }) => key)
  const unknown = seen.find((key) => !asked.includes(key))
  if (unknown !== undefined) throw paperUnknown({ key: unknown })
  const missing = originalsToSee(service, dossier, await listPapersOfDossier(work.tx, dossier.id)).filter(
    ({ key }) => !seen.includes(key),
  )
  if (missing.length > 0) throw originalsNotSeen({ missing: missing.map(({ key, name }) => ({ key, name })) })
}
