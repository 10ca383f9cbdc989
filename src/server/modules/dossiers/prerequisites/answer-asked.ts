/** Whoever outside the desk is asked: what they find, what they say, and how it reaches the dossier. */
import { z } from 'zod'
import { getSelf } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { asProgram, type Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { askedAnswered, prerequisiteSettled } from '../events.ts'
import { takeAction } from '../handle/take-action.ts'
import { isPermitted } from '../model.ts'
import { placeOf } from '../parties.ts'
import {
  type Asked,
  answer,
  closeAsked,
  findAsked,
  listAskedOfAgencies,
  listAskedOfPerson,
} from '../read/asked-queries.ts'
import { lockDossier } from '../read/dossier-queries.ts'
import { prerequisitesOf } from '../read/prerequisites-of.ts'
import { askedNotFound, evidenceNeeded, notAwaited } from '../refusals.ts'

export const AnswerAsked = z
  .strictObject({
    answer: z.enum(['agreed', 'refused']),
    note: printedText({ max: 2000 }).default(''),
  })
  .meta({ id: 'AnswerAsked', example: { answer: 'agreed', note: '' } })
export type AnswerAsked = z.input<typeof AnswerAsked>

const mostAsked = 50

/** What this person, or this officer's agency, is asked: of a dossier no more than what is put before them. */
export async function listAsked(work: Work, actor: Citizen | Officer): Promise<Asked[]> {
  if (actor.kind === 'citizen') {
    const { idNumber } = await getSelf(work, actor)
    return listAskedOfPerson(work.tx, idNumber, mostAsked)
  }
  requireCaseHandler(actor)
  return listAskedOfAgencies(work.tx, actor.agencyIds, mostAsked)
}

/** One thing this person, or this officer's agency, is asked. To anybody else it is as if it were not there. */
export async function getAsked(work: Work, actor: Citizen | Officer, id: string): Promise<Asked> {
  if (actor.kind === 'officer') requireCaseHandler(actor)
  const asked = await findAsked(work.tx, id)
  const isTheirs =
    asked &&
    (actor.kind === 'citizen'
      ? asked.personNumber === (await getSelf(work, actor)).idNumber
      : asked.agencyId !== null && actor.agencyIds.includes(asked.agencyId))
  if (!isTheirs) throw askedNotFound()
  return asked
}

/** They agree or do not, once. Saying the same again changes nothing; the dossier hears of it from the program. */
export async function answerAsked(
  work: Work,
  actor: Citizen | Officer,
  id: string,
  input: AnswerAsked,
): Promise<void> {
  const { answer: said, note } = AnswerAsked.parse(input)
  const asked = await getAsked(work, actor, id)
  if (asked.answer === said) return
  if (asked.answer || asked.closedAt) throw notAwaited()
  // An agency that does not agree says why.
  if (actor.kind === 'officer' && said === 'refused' && note.length < 10)
    throw evidenceNeeded({ name: asked.shown.prerequisite, missing: ['note'] })
  const given = { answer: said, note, answeredBy: actor.id, answeredName: actor.name, answeredAt: work.now }
  if (!(await answer(work.tx, id, given))) throw notAwaited()
  await work.record(askedAnswered(asked.dossierId, { askedId: id }))
}

/** What somebody said becomes an action of the dossier, in their name and time. Twice is as once. */
export async function settleAnswered(work: Work, dossierId: string, askedId: string): Promise<void> {
  const dossier = await lockDossier(work.tx, dossierId)
  const asked = await findAsked(work.tx, askedId)
  if (!dossier || !asked?.answer || asked.closedAt) return
  const { standings, prerequisites } = await prerequisitesOf(work, dossier)
  const standing = standings[asked.key]
  const isAwaited = standing?.state === 'open' && standing.openedSeq === asked.openedSeq
  if (!isAwaited || !isPermitted(dossier, 'settle_prerequisite')) {
    await asProgram(work, () => closeAsked(work.tx, dossierId, work.now, { key: asked.key }))
    return
  }
  const how = asked.answer === 'agreed' ? 'done' : 'refused'
  const settles = {
    key: asked.key,
    how,
    who: asked.who === '' ? [] : [asked.who],
    by: asked.answeredName ?? '',
    ...(asked.note ? { note: asked.note } : {}),
  } as const
  const { seq } = await takeAction(work, dossier, 'settle_prerequisite', { settles, askedId })
  const kind = prerequisites.find(({ key }) => key === asked.key)?.kind ?? standing.kind
  await work.record(prerequisiteSettled(dossierId, { ...placeOf(dossier), seq, key: asked.key, kind, how }))
}
