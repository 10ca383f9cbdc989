import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import type { Answers } from '#shared/form/answers.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { prerequisiteOpened } from '../events.ts'
import { chargeDossier } from '../fees/charge-dossier.ts'
import { dueOf, dutyItem } from '../fees/fees-of.ts'
import { draftDecision, markOfProposal, ProposeDecision } from '../handle/propose-decision.ts'
import { type ActionKey, lockForOfficer, mayTake, takeAction } from '../handle/take-action.ts'
import type { Opening } from '../model.ts'
import { placeOf } from '../parties.ts'
import { isCollectedElsewhere, openingOf } from '../prerequisites.ts'
import { ask } from '../read/ask.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { prerequisiteOpen, prerequisiteUnknown } from '../refusals.ts'

export const OpenPrerequisite = z
  .strictObject({
    key: z.string().max(60).meta({ description: 'prerequisites[].key of the dossier' }),
    /** What is asked, or said with it: the question to another agency, where a list hangs out. */
    note: printedText({ max: 2000 }).default(''),
    /** Đồng; of a duty. Charged where it is collected here, else what whoever collects it has told. */
    amount: z.coerce.number().int().min(0).max(1_000_000_000_000).optional(),
    /** Of the kind `draft`: what is drafted and put before the applicant. */
    proposal: ProposeDecision.optional(),
  })
  .meta({ id: 'OpenPrerequisite', example: { key: 'opinion', note: 'Đề nghị cho ý kiến về chỉ giới.' } })
export type OpenPrerequisite = z.input<typeof OpenPrerequisite>

/** Asks for something that has to happen beside the desk: from now its own time runs, and whoever is asked finds it. */
export async function openPrerequisite(
  work: Work,
  officer: Officer,
  id: string,
  input: OpenPrerequisite,
  key: ActionKey = {},
): Promise<void> {
  const { key: wanted, note, amount, proposal } = OpenPrerequisite.parse(input)
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'open_prerequisite', key)) === 'repeated') return
  const { service, prerequisites, standings } = await prerequisitesOf(work, dossier, proposal?.decision)
  const prerequisite = prerequisites.find((one) => one.key === wanted)
  // What belongs after the signature is asked for by it, unless only an officer knows whether it is needed.
  const isOpenedOtherwise = prerequisite?.before === 'deliver' && !prerequisite.ifNeeded
  if (!prerequisite || isOpenedOtherwise || prerequisite.kind === 'objection')
    throw prerequisiteUnknown({ key: wanted })
  if (standings[wanted]?.state === 'open') throw prerequisiteOpen({ name: prerequisite.name })
  const answers = dossier.answers as unknown as Answers
  const more = {
    ...(note ? { note } : {}),
    ...(amount === undefined ? {} : { amount }),
  }
  const opening: Opening = openingOf(prerequisite, answers, undefined, more)
  if (prerequisite.kind === 'draft') {
    if (!proposal) throw prerequisiteUnknown({ key: wanted })
    const { documentId } = await draftDecision(work, officer, id, proposal, { seenSeq: key.seenSeq })
    Object.assign(opening, { documentId, mark: markOfProposal(proposal) })
  }
  if (prerequisite.kind === 'duty' && amount && !isCollectedElsewhere(prerequisite)) {
    const due = dueOf(prerequisite)
    await chargeDossier(work, dossier, due, { duty: dutyItem(prerequisite, amount, note) })
    opening.charge = due
  }
  const data = { opens: [opening], ...(proposal ? { proposal: ProposeDecision.parse(proposal) } : {}) }
  const { seq, state } = await takeAction(work, dossier, 'open_prerequisite', data, key)
  const at = state.prerequisites[wanted]?.openedAt ?? work.now
  await ask(work, service, dossier, [opening], { seq, at })
  await work.record(
    prerequisiteOpened(id, { ...placeOf(dossier), seq, key: wanted, kind: prerequisite.kind }),
  )
}
