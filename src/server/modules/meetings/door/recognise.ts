/** Nhận dạng ở cửa: one picture of the camera, compared with those invited to this meeting and enrolled, and nobody else. */
import { wideOf } from '#server/crafts/faces/choose-face.ts'
import { galleryOf, mostLike } from '#server/crafts/faces/rates.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { asProgram, perform, type Work } from '#server/platform/work.ts'
import { minuteMs } from '#shared/dates.ts'
import { doorBusy } from '../refusals.ts'
import { listMarks } from '../run/queries.ts'
import { stateAt, timelineOf } from '../run/timeline.ts'
import { askedOf, newChallenge, takeFrame, wayOf } from './challenge.ts'
import { type Face, faceIn, type Look, lookByAssets } from './engine.ts'
import { openTemplates } from './face-keys.ts'
import { mostFrameBytes, type Seen, threshold } from './model.ts'
import { changeProposal, insertProposal, listProposals, listSealed, type Proposal } from './queries.ts'
import { requireDoor } from './view-door.ts'

/** One who turns away is less like the picture that was enrolled; two people reach this once in hundreds of pairs. */
const aside = 0.3
/** So near to each other two people are not told apart. */
const apart = 0.08
/** A head that was asked to turn is waited for so long. */
const turnMs = 30_000
const restMs = 10 * minuteMs
const mostFailures = 3
/** Doors whose picture is looked at: one at a time each, and so many in this process. */
const looking = new Set<string>()
const mostDoors = 8

interface Candidate {
  personId: string
  name: string
  enrolmentId: string
  templates: Float32Array[]
}

/**
 * What the door says of one picture. A match is written down as a proposal for a person to confirm, with score and time; of anybody
 * else nothing is kept. Works of its own. For whoever runs the meeting; refuses a closed meeting and one whose door is shut, a second picture
 * while one is looked at (`meetings.door_busy`), and where engine or weights are not here.
 */
export async function recognise(
  officer: Officer,
  meetingId: string,
  bytes: Uint8Array,
  look: Look = lookByAssets,
  now: () => Date = () => new Date(),
): Promise<Seen> {
  if (looking.has(meetingId) || looking.size >= mostDoors) throw doorBusy()
  looking.add(meetingId)
  try {
    const known = await perform(officer, (work) => candidatesOf(work, officer, meetingId), { now: now() })
    if (bytes.length > mostFrameBytes) return { what: 'unseen', why: 'too_large' }
    const seen = await faceIn(bytes, look)
    if ('why' in seen) return { what: 'unseen', why: seen.why }
    const { face } = seen
    // Turning away is what may have been asked for.
    const note = face.notes.find((one) => one !== 'turned')
    if (note) return { what: 'unseen', why: note }
    return await perform(officer, (work) => propose(work, officer, meetingId, known, face), { now: now() })
  } finally {
    looking.delete(meetingId)
  }
}

async function candidatesOf(work: Work, officer: Officer, meetingId: string): Promise<Candidate[]> {
  const { people } = await requireDoor(work, officer, meetingId)
  const whose = people.flatMap(({ id, name, accountId, substituteId, substituteName }) => [
    ...(accountId ? [{ accountId, personId: id, name }] : []),
    ...(substituteId ? [{ accountId: substituteId, personId: id, name: substituteName ?? '' }] : []),
  ])
  const ids = whose.map(({ accountId }) => accountId)
  const sealed = await asProgram(work, () => listSealed(work.tx, ids))
  return whose.flatMap(({ accountId, personId, name }) => {
    const face = sealed.find((one) => one.accountId === accountId)
    if (!face) return []
    const templates = openTemplates(face.enrolmentId, face.sealed)
    return templates ? [{ personId, name, enrolmentId: face.enrolmentId, templates }] : []
  })
}

async function propose(
  work: Work,
  officer: Officer,
  meetingId: string,
  known: readonly Candidate[],
  face: Face,
): Promise<Seen> {
  await requireDoor(work, officer, meetingId)
  const since = new Date(work.now.getTime() - restMs)
  const recent = await listProposals(work.tx, meetingId, since)
  const isAwaited = ({ state, seenAt }: Proposal) =>
    state === 'asked' && work.now.getTime() - seenAt.getTime() <= turnMs
  const [best, next] = known
    .map((one) => ({ ...one, score: likest(one, face) }))
    .sort((one, other) => other.score - one.score)
  const way = wayOf(face.turn)
  if (!best || best.score < (way === 'ahead' ? threshold : aside)) return { what: 'stranger' }
  const asked = recent.find((one) => isAwaited(one) && one.enrolmentId === best.enrolmentId)
  if (asked) return turn(work, asked, best, face)
  // Whoever looks aside and was asked nothing is asked to look here first.
  if (way !== 'ahead') return best.score < threshold ? { what: 'stranger' } : { what: 'turn', to: 'ahead' }
  const isTwin = next && next.personId !== best.personId && next.score >= threshold
  if (isTwin && best.score - next.score < apart) return { what: 'alike' }
  const marks = (await listMarks(work.tx, meetingId)).filter(({ personId }) => personId === best.personId)
  if (stateAt(timelineOf(marks), work.now) === 'present') return { what: 'already', name: best.name }
  const ofThem = recent.filter(({ enrolmentId }) => enrolmentId === best.enrolmentId)
  const proposed = ofThem.find(({ state }) => state === 'proposed')
  if (proposed) return told(proposed.id, best)
  // One that was begun and never ended failed as well.
  if (ofThem.filter(({ state }) => state === 'failed' || state === 'asked').length >= mostFailures)
    return { what: 'spent' }
  return begin(work, meetingId, best, wideOf(face.points))
}

function likest({ enrolmentId, templates }: Candidate, face: Face): number {
  const gallery = galleryOf(templates.map((template) => ({ name: enrolmentId, template })))
  return mostLike(gallery, face.template)?.score ?? -1
}

type Matched = Candidate & { score: number }

async function begin(work: Work, meetingId: string, best: Matched, wide: number): Promise<Seen> {
  const challenge = newChallenge(wide)
  const row = {
    id: newId(work.now.getTime()),
    meetingId,
    personId: best.personId,
    enrolmentId: best.enrolmentId,
    score: best.score,
    wide,
    steps: [...challenge.steps],
    state: 'asked',
    seenAt: work.now,
  }
  await asProgram(work, () => insertProposal(work.tx, row))
  return { what: 'turn', to: askedOf(challenge) }
}

async function turn(work: Work, asked: Proposal, best: Matched, face: Face): Promise<Seen> {
  const after = takeFrame(asked, { turn: face.turn, wide: wideOf(face.points) })
  const change = (next: Parameters<typeof changeProposal>[3]) =>
    asProgram(work, () => changeProposal(work.tx, asked.id, 'asked', next))
  if (after === 'failed') {
    await change({ state: 'failed' })
    return { what: 'failed' }
  }
  if (after === 'passed') {
    await change({ state: 'proposed', score: Math.max(asked.score, best.score) })
    return told(asked.id, best)
  }
  await change({ done: after.done, isAhead: after.isAhead })
  return { what: 'turn', to: askedOf(after) }
}

const told = (proposal: string, { name, score }: Matched): Seen => ({
  what: 'proposed',
  proposal,
  name,
  score,
})
