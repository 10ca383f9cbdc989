/** Random walks over what came to an agency and the files it lies in: given, answered, taken back, filed, held, destroyed. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { inheritedAgencyIds } from '#server/modules/agencies/index.ts'
import { mergeInto } from '#server/modules/documents/agency/fixtures.ts'
import { assignDocument, handOn } from '#server/modules/documents/assign/assign-document.ts'
import {
  askTime,
  closeIncoming,
  giveBack,
  refuseTime,
  reopenIncoming,
  reportProgress,
  setTime,
} from '#server/modules/documents/assign/carry-out.ts'
import { aDesk, answered, type Desk, received } from '#server/modules/documents/assign/fixtures.ts'
import { closeAnswered, reopenRevoked } from '#server/modules/documents/assign/follow-answers.ts'
import { remindOfTerms } from '#server/modules/documents/assign/remind.ts'
import { destroyApproved } from '#server/modules/documents/files/destroy.ts'
import {
  closeWorkFile,
  decideDisposal,
  filePaper,
  openWorkFile,
  placeHold,
  proposeDisposal,
  releaseHold,
} from '#server/modules/documents/index.ts'
import { askToRevoke } from '#server/modules/documents/revoke/ask-to-revoke.ts'
import { revokeDocument } from '#server/modules/documents/revoke/revoke-document.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { Refusal } from '#shared/refusal.ts'
import { handedIn } from '../handed-in.ts'
import { answerProblems, fileProblems, letterProblems } from './letters-rules.ts'
import { findFiles, listHoldsOf, listListsOf, listOpenLists } from './walk-queries.ts'

const people = ['leader', 'clerk', 'specialist', 'colleague', 'heirLeader', 'heirClerk'] as const
const letterActs = [
  'assign',
  'hand on',
  'progress',
  'give back',
  'ask time',
  'set time',
  'refuse time',
  'close',
  'reopen',
  'remind',
  'wait',
] as const
const rareActs = ['answer', 'revoke answer', 'jobs', 'merge'] as const
const fileActs = [
  'open file',
  'file',
  'close file',
  'hold',
  'release',
  'propose',
  'approve',
  'decline',
  'destroy',
  'next file',
  'next file',
  'next file',
] as const

const LetterStep = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...letterActs) },
    { weight: 1, arbitrary: fc.constantFrom(...rareActs) },
    { weight: 6, arbitrary: fc.constantFrom(...fileActs) },
  ),
  by: fc.constantFrom(...people),
  one: fc.nat({ max: 3 }),
  days: fc.nat({ max: 9 }),
  twice: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})
type LetterStep = typeof LetterStep extends fc.Arbitrary<infer One> ? One : never
export const LetterWalk = fc.array(LetterStep, { minLength: 15, maxLength: 60, size: 'max' })

/** What walks came to, for who asks whether they come far enough. */
export const reachedLetters = { answered: 0, destroyed: 0 }

export interface LetterWorld {
  old: Desk
  heir: Desk
  isMerged: boolean
}

interface State {
  world: LetterWorld
  now: Date
  letters: string[]
  /** What was issued as an answer, and whether it stands; what the program was not told of yet. */
  answers: { id: string; to: string; stands: boolean }[]
  untold: (() => Promise<void>)[]
  files: string[]
}

export async function aLetterWorld(): Promise<LetterWorld> {
  return { old: await aDesk(), heir: await aDesk(), isMerged: false }
}

async function officerOf({ world, now }: State, by: LetterStep['by']): Promise<Officer> {
  const { old, heir } = world
  const own = by === 'heirLeader' ? heir.leader : by === 'heirClerk' ? heir.clerk : old[by]
  if (!world.isMerged) return { ...own, confirmedAt: now }
  const agencyIds = await perform(system, (work) => inheritedAgencyIds(work, own.agencyId))
  return { ...own, agencyIds, confirmedAt: now }
}

/** What was not as it must be, in words; nothing where all held. */
export async function walkLetters(world: LetterWorld, steps: readonly LetterStep[]): Promise<string[]> {
  const state: State = { world, now: new Date(), letters: [], answers: [], untold: [], files: [] }
  for (let count = 0; count < 2; count++) state.letters.push(await received(world.old.clerk, state.now))
  for (const step of steps) {
    const times = step.twice && !rareActs.some((act) => act === step.act) ? [1, 2] : [1]
    const results = await Promise.allSettled(times.map(() => take(state, step)))
    const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const found = failures.filter((one) => !(one instanceof Refusal)).map(String)
    for (const id of state.letters) found.push(...(await letterProblems(id)))
    for (const id of state.files) found.push(...(await fileProblems(id)))
    if (found.length > 0)
      return found.map((problem) => `${step.act}${step.twice ? ' twice' : ''} by ${step.by}: ${problem}`)
  }
  await destroyApproved()
  await tellProgram(state)
  const found: string[] = []
  for (const id of state.files) found.push(...(await fileProblems(id)))
  if (state.files.length > 0) {
    const files = await perform(system, ({ tx }) => findFiles(tx, state.files))
    reachedLetters.destroyed += files.filter(({ destroyedAt }) => destroyedAt !== null).length
  }
  for (const id of state.letters) {
    const standing = state.answers.filter(({ to, stands }) => to === id && stands).map((one) => one.id)
    found.push(...(await letterProblems(id)), ...(await answerProblems(id, standing)))
  }
  return found
}

/** What follows facts, in their order; each twice, as a job may be. */
async function tellProgram({ untold }: State): Promise<void> {
  for (const run of untold.splice(0)) for (let times = 0; times < 2; times++) await run()
}

async function take(state: State, step: LetterStep): Promise<void> {
  const officer = await officerOf(state, step.by)
  const options = { now: state.now }
  const id = state.letters[step.one % state.letters.length] ?? ''
  const does = (what: (work: Work) => Promise<unknown>) => perform(officer, what, options)
  const dueOn = addDays(localDay(state.now), step.days)
  const reason = 'Lý do thử'
  const { world } = state
  const desk = world.isMerged ? world.heir : world.old
  const whom = step.days % 2 === 0 ? desk.specialist : desk.colleague
  const lead = { agencyId: desk.office.agency.id, accountId: step.days === 3 ? null : whom.id }
  switch (step.act) {
    case 'assign':
      return void (await does((work) =>
        assignDocument(work, officer, id, { lead, parts: [], instruction: '', dueOn }),
      ))
    case 'hand on':
      return void (await does((work) => handOn(work, officer, id, { lead })))
    case 'progress':
      return void (await does((work) => reportProgress(work, officer, id, { text: 'Đang làm' })))
    case 'give back':
      return void (await does((work) => giveBack(work, officer, id, { reason })))
    case 'ask time':
      return void (await does((work) => askTime(work, officer, id, { reason, until: dueOn })))
    case 'set time':
      return void (await does((work) => setTime(work, officer, id, { dueOn })))
    case 'refuse time':
      return void (await does((work) => refuseTime(work, officer, id)))
    case 'close':
      return void (await does((work) => closeIncoming(work, officer, id, { reason })))
    case 'reopen':
      return void (await does((work) => reopenIncoming(work, officer, id, { reason })))
    case 'remind':
      return void (await remindOfTerms(state.now))
    case 'wait':
      state.now = new Date(state.now.getTime() + step.days * 43_200_000)
      return
    case 'merge':
      if (world.isMerged) return
      await mergeInto(world.old.office.agency, world.heir.office.agency, localDay(state.now))
      world.isMerged = true
      return
    case 'jobs':
      return tellProgram(state)
    case 'answer': {
      // Who answers is of an agency that is.
      if (world.isMerged || state.answers.length >= 2) return
      const answer = await answered(world.old, id)
      reachedLetters.answered += 1
      state.answers.push({ id: answer, to: id, stands: true })
      state.untold.push(() => closeAnswered.run(answer, {} as never))
      return
    }
    case 'revoke answer': {
      const answer = state.answers.find(({ stands }) => stands)
      if (!answer || world.isMerged) return
      const { clerk, chair } = world.old.office
      const leader = { ...chair, confirmedAt: state.now }
      await perform(clerk, (work) => askToRevoke(work, clerk, answer.id, reason), options)
      await perform(leader, (work) => revokeDocument(work, leader, answer.id), options)
      answer.stands = false
      state.untold.push(() => reopenRevoked.run(answer.id, {} as never))
      return
    }
    default:
      return takeFile(state, step, officer)
  }
}

const long = new Date('2018-03-01T03:00:00Z')

async function takeFile(state: State, step: LetterStep, officer: Officer): Promise<void> {
  const id = state.files[step.one % Math.max(1, state.files.length)] ?? randomUUID()
  const does = (what: (work: Work) => Promise<unknown>, now = state.now) => perform(officer, what, { now })
  switch (step.act) {
    case 'open file': {
      if (state.files.length >= 3) return
      const input = { code: randomUUID(), title: 'Hồ sơ thử', retention: 'y2', isConstruction: false }
      await does(async (work) => state.files.push(await openWorkFile(work, input)))
      return
    }
    case 'file': {
      const file = await handedIn(officer, aPdf([`(${randomUUID()})`]))
      return void (await does((work) => filePaper(work, id, { file, label: 'Giấy', originalName: 'a.pdf' })))
    }
    case 'close file':
      // Some were closed so long ago that they are over.
      return void (await does((work) => closeWorkFile(work, id), step.days < 7 ? long : state.now))
    case 'hold':
      return void (await does((work) => placeHold(work, id, 'Vụ án')))
    case 'release': {
      const holds = await perform(system, ({ tx }) => listHoldsOf(tx, id))
      const hold = holds.find(({ releasedAt }) => releasedAt === null)
      if (!hold) return
      return void (await does((work) => releaseHold(work, id, hold.id, 'Đã xong')))
    }
    case 'propose':
      return void (await does((work) => proposeDisposal(work, { reason: 'Hết hạn', workFileIds: [id] })))
    case 'approve':
    case 'decline': {
      const [list] = await perform(system, ({ tx }) => listOpenLists(tx, state.files))
      if (!list) return
      const decision = { isApproved: step.act === 'approve', why: 'Còn cần' }
      return void (await does((work) => decideDisposal(work, list, decision)))
    }
    case 'destroy':
      return destroyApproved()
    case 'next file':
      return takeFile(state, { ...step, days: 0, ...(await nextOf(state, id)) }, officer)
  }
}

/** What a work file waits for until it is gone: most walks would not come that far by chance. */
async function nextOf(_state: State, id: string): Promise<Pick<LetterStep, 'act'>> {
  const [file] = await perform(system, ({ tx }) => findFiles(tx, [id]))
  if (!file) return { act: 'open file' }
  if (file.held.length === 0) return { act: 'file' }
  if (!file.keepUntil) return { act: 'close file' }
  const lists = await perform(system, ({ tx }) => listListsOf(tx, id))
  if (lists.some(({ decidedAt }) => decidedAt === null)) return { act: 'approve' }
  return { act: lists.some(({ isApproved }) => isApproved) ? 'destroy' : 'propose' }
}
