/** Kết luận: what the chair concluded, typed by whoever keeps the record, and what each sentence of it is. */
import { listAgencies } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { refuseMarks } from '../call/call-meeting.ts'
import { conclusionsTyped, sentencesDecided } from '../events.ts'
import { requireNoMinutes } from '../look/minutes-of.ts'
import { listItems } from '../look/queries.ts'
import { itemGone, leadMissing, sentenceGone, sentenceLong, textChanged, tooLong } from '../refusals.ts'
import type { Attended } from '../rights.ts'
import { DecideSentence, most, SentenceTask, TypeConclusions } from './model.ts'
import { requireBoard } from './notice-of.ts'
import { type Proposal, proposeTreatments } from './propose.ts'
import {
  decideSentence,
  deleteSentences,
  insertSentences,
  listSentences,
  placeSentence,
  type Sentence,
} from './queries.ts'
import { matchSentences, seenOf, sentencesIn, textOf } from './split.ts'

/**
 * Keeps what was concluded at one point, in the place of what stood there. A sentence whose words are the same stays what somebody decided
 * it to be; one that is gone is gone. Refuses where another text stands than was `seen`, a sentence longer than one may be, before the meeting has begun, what bears a mark of secrecy,
 * and any change once the notice or the minutes stand.
 */
export async function typeConclusions(
  work: Work,
  officer: Officer,
  id: string,
  input: TypeConclusions,
): Promise<void> {
  const { meeting } = await requireBoard(work, officer, id)
  await requireNoMinutes(work, meeting)
  const { itemId, text, seen } = TypeConclusions.parse(input)
  if (itemId && !(await listItems(work.tx, id)).some((item) => item.id === itemId)) throw itemGone()
  refuseMarks(text.split('\n'))
  const all = await listSentences(work.tx, id)
  const before = all.filter((one) => (one.itemId ?? undefined) === itemId)
  const now = sentencesIn(text)
  // Sent twice it is the same; typed on what another has changed meanwhile, it would be lost.
  const stands = textOf(before)
  if (seen !== undefined && seen !== seenOf(stands) && textOf(now) !== stands) throw textChanged()
  const long = now.find(({ words }) => words.length > most.wording)
  if (long) throw sentenceLong({ line: long.paragraph + 1, most: most.wording })
  if (all.length - before.length + now.length > most.sentences) throw tooLong({ most: most.sentences })
  const same = matchSentences(before, now)
  const kept = new Set(same.map((one) => one?.id))
  await deleteSentences(
    work.tx,
    before.filter((one) => !kept.has(one.id)).map((one) => one.id),
  )
  const fresh = []
  for (const [index, { paragraph, words }] of now.entries()) {
    const place = { position: index + 1, paragraph }
    const known = same[index]
    if (known) await placeSentence(work.tx, known.id, place)
    else
      fresh.push({
        ...place,
        id: newId(work.now.getTime()),
        meetingId: id,
        itemId: itemId ?? null,
        words,
        wording: words,
        source: 'typed' as const,
        treatment: 'open' as const,
        addedBy: officer.id,
        addedAt: work.now,
      })
  }
  await insertSentences(work.tx, fresh)
  await work.record(conclusionsTyped(id, { agencyId: meeting.agencyId, sentences: now.length }))
}

/** Says what a sentence is. A task needs somebody who is told to do it; open takes a decision back and keeps the wording. */
export async function decide(work: Work, officer: Officer, id: string, input: DecideSentence): Promise<void> {
  const { meeting } = await requireBoard(work, officer, id)
  const { sentenceId, treatment, wording, tasks, reason } = DecideSentence.parse(input)
  const one = (await listSentences(work.tx, id)).find((sentence) => sentence.id === sentenceId)
  if (!one) throw sentenceGone()
  if (treatment === 'task' && tasks.length === 0) throw leadMissing()
  refuseMarks([wording])
  await decideSentence(work.tx, sentenceId, {
    treatment,
    wording: wording || one.wording,
    orders: treatment === 'task' ? tasks : [],
    reason,
    ...decidedBy(work, officer, treatment),
  })
  await work.record(sentencesDecided(id, { agencyId: meeting.agencyId, treatment, sentences: 1 }))
}

/**
 * Confirms every decision and task the rules propose that still waits. What they say nothing of stays open, and so does what they take for
 * nothing: what is left out of the notice somebody has read.
 */
export async function takeProposals(work: Work, officer: Officer, id: string): Promise<void> {
  const attended = await requireBoard(work, officer, id)
  const { sentences, proposals } = await readBoard(work, attended)
  const taken = new Map<Sentence['treatment'], number>()
  for (const one of sentences) {
    const proposal = proposals.get(one.id)
    if (one.treatment !== 'open' || !proposal || !isTakenTogether(proposal)) continue
    await decideSentence(work.tx, one.id, {
      treatment: proposal.treatment,
      wording: one.wording,
      orders: tasksOf(proposal),
      reason: '',
      ...decidedBy(work, officer, proposal.treatment),
    })
    taken.set(proposal.treatment, (taken.get(proposal.treatment) ?? 0) + 1)
  }
  const { agencyId } = attended.meeting
  for (const [treatment, count] of taken)
    await work.record(sentencesDecided(id, { agencyId, treatment, sentences: count }))
}

export function isTakenTogether({ treatment }: Proposal): boolean {
  return treatment === 'decision' || treatment === 'task'
}

export function tasksOf({ tasks }: Proposal): SentenceTask[] {
  return tasks.slice(0, most.tasks).map(({ lead, others, term, dueOn, reportTo, condition }) =>
    SentenceTask.parse({
      lead: lead.slice(0, 300),
      others: others.slice(0, 30).map((name) => name.slice(0, 300)),
      term: term.slice(0, 200),
      dueOn,
      reportTo: reportTo.slice(0, 300),
      condition: condition.slice(0, 500),
    }),
  )
}

/** Every sentence, with what the rules propose for those that are open, and the agencies the rules know by name. */
export async function readBoard(
  work: Work,
  { meeting }: Pick<Attended, 'meeting'>,
): Promise<{ sentences: Sentence[]; proposals: Map<string, Proposal>; agencies: string[] }> {
  const sentences = await listSentences(work.tx, meeting.id)
  const day = localDay(meeting.startedAt ?? meeting.startsAt)
  const agencies = (await listAgencies(work, localDay(work.now))).map(({ name }) => name)
  const proposals = new Map<string, Proposal>()
  for (const [, said] of Map.groupBy(sentences, ({ itemId }) => itemId))
    for (const [index, proposal] of proposeTreatments(said, agencies, day).entries()) {
      const one = said[index]
      if (one?.treatment === 'open') proposals.set(one.id, proposal)
    }
  return { sentences, proposals, agencies }
}

function decidedBy(work: Work, officer: Officer, treatment: Sentence['treatment']) {
  return treatment === 'open'
    ? { decidedBy: null, decidedAt: null }
    : { decidedBy: officer.id, decidedAt: work.now }
}
