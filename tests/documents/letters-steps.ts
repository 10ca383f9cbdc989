/** What is done in a walk with what came to an agency and the files it lies in, by whom. */
import { randomBytes, randomUUID } from 'node:crypto'
import { beginSuccessor } from '#server/modules/documents/agency/begin-successor.ts'
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
import type { Desk } from '#server/modules/documents/assign/fixtures.ts'
import {
  closeAnswered,
  reopenReplaced,
  reopenRevoked,
} from '#server/modules/documents/assign/follow-answers.ts'
import { remindOfTerms } from '#server/modules/documents/assign/remind.ts'
import { destroyApproved } from '#server/modules/documents/files/destroy.ts'
import { listFiled } from '#server/modules/documents/files/work-file-queries.ts'
import {
  closeWorkFile,
  correctEntry,
  decideDisposal,
  fileDocument,
  filePaper,
  handOver,
  IncomingDetails,
  openEntry,
  openWorkFile,
  placeHold,
  proposeDisposal,
  releaseHold,
  takeOut,
} from '#server/modules/documents/index.ts'
import { askToRevoke } from '#server/modules/documents/revoke/ask-to-revoke.ts'
import { revokeDocument } from '#server/modules/documents/revoke/revoke-document.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { aPdf } from '#server/platform/files/fixtures.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import { handedIn } from '../handed-in.ts'
import { answered, issue } from './answers.ts'
import type { Death } from './crash.ts'
import { type Merged, merge } from './merging.ts'
import { findFiles, listHoldsOf, listListsOf, listOpenLists } from './walk-queries.ts'

export const people = ['leader', 'clerk', 'specialist', 'colleague', 'heirLeader', 'heirClerk'] as const
export const letterActs = [
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
  'correct entry',
  'wait',
] as const
export const rareActs = ['answer', 'replace answer', 'revoke answer', 'jobs', 'merge'] as const
export const fileActs = [
  'open file',
  'file',
  'file letter',
  'take out',
  'close file',
  'hold',
  'release',
  'propose',
  'approve',
  'decline',
  'destroy',
  'hand over',
  'next file',
  'next file',
  'next file',
] as const

export type LetterStep = {
  act: (typeof letterActs)[number] | (typeof rareActs)[number] | (typeof fileActs)[number]
  by: (typeof people)[number]
  one: number
  days: number
  twice: boolean
  dies: Death | undefined
}

/** What walks came to, for who asks whether they come far enough. */
export const reachedLetters = { answered: 0, destroyed: 0, crashed: 0 }

export interface LetterWorld {
  old: Desk
  heir: Desk
  merged: Merged | undefined
}

export interface LetterState {
  world: LetterWorld
  page: Uint8Array
  now: Date
  /** What came, with what the clerk entered of it. */
  letters: Map<string, IncomingDetails>
  /** What was issued as an answer, and whether it stands; what the program was not told of yet. */
  answers: { id: string; to: string; stands: boolean }[]
  untold: (() => Promise<void>)[]
  files: string[]
}

function officerOf({ world, now }: LetterState, by: LetterStep['by']): Officer {
  const { old, heir, merged } = world
  const own = by === 'heirLeader' ? heir.leader : by === 'heirClerk' ? heir.clerk : old[by]
  return { ...own, agencyIds: merged?.get(own.agencyId) ?? own.agencyIds, confirmedAt: now }
}

export const idsOf = ({ letters }: LetterState) => [...letters.keys()]

/** What follows facts, in their order; each twice, as a job may be, and again where the program died over it. */
export async function tellProgram({ untold }: LetterState): Promise<void> {
  for (let run = untold[0]; run; run = untold[0]) {
    for (let times = 0; times < 2; times++) await run()
    untold.shift()
  }
}

export async function takeLetter(state: LetterState, step: LetterStep): Promise<void> {
  const officer = officerOf(state, step.by)
  const options = { now: state.now }
  const id = idsOf(state)[step.one % state.letters.size] ?? ''
  const does = (what: (work: Work) => Promise<unknown>) => perform(officer, what, options)
  const dueOn = addDays(localDay(state.now), step.days)
  const reason = 'Lý do thử'
  const { world } = state
  const desk = world.merged ? world.heir : world.old
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
    case 'correct entry': {
      const details = { ...state.letters.get(id), subject: `V/v sửa lần ${randomBytes(4).toString('hex')}` }
      return void (await does(async (work) => {
        const { document } = await openEntry(work, officer, id)
        // Now and then from a page that was opened before.
        const seen = document.lastSeq - (step.days > 7 ? 1 : 0)
        const correction = { details: IncomingDetails.parse(details), reason, seen }
        return correctEntry(work, officer, id, correction)
      }))
    }
    case 'remind':
      return void (await remindOfTerms(state.now))
    case 'wait':
      state.now = new Date(state.now.getTime() + step.days * 43_200_000)
      return
    case 'merge':
      if (!world.merged)
        world.merged = await merge(world.old.office.agency, world.heir.office.agency, state.now)
      return
    case 'jobs':
      return tellProgram(state)
    case 'answer': {
      // Who answers is of an agency that is.
      if (world.merged || state.answers.length >= 2) return
      const answer = await answered(world.old.office, state.page, id)
      reachedLetters.answered += 1
      state.answers.push({ id: answer, to: id, stands: true })
      state.untold.push(() => closeAnswered.run(answer, {} as never))
      return
    }
    case 'replace answer': {
      const answer = state.answers.find(({ stands }) => stands)
      if (!answer || world.merged) return
      const { clerk } = world.old.office
      const successor = { kind: 'replaces', reason } as const
      const { id: by } = await perform(clerk, (work) => beginSuccessor(work, clerk, answer.id, successor))
      await issue(world.old.office, state.page, by)
      answer.stands = false
      state.answers.push({ id: by, to: answer.to, stands: true })
      // Two facts: who follows one need not wait for who follows the other.
      const follow = [
        () => closeAnswered.run(by, {} as never),
        () => reopenReplaced.run(answer.id, { replacedBy: by } as never),
      ]
      state.untold.push(...(step.days % 2 === 0 ? follow : follow.reverse()))
      return
    }
    case 'revoke answer': {
      const answer = state.answers.find(({ stands }) => stands)
      if (!answer || world.merged) return
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

async function takeFile(state: LetterState, step: LetterStep, officer: Officer): Promise<void> {
  const id = state.files[step.one % Math.max(1, state.files.length)] ?? randomUUID()
  const does = (what: (work: Work) => Promise<unknown>, now = state.now) => perform(officer, what, { now })
  switch (step.act) {
    case 'open file': {
      if (state.files.length >= 3) return
      const input = { code: randomUUID(), title: 'Hồ sơ thử', retention: 'y2', isConstruction: false }
      // Known once it is there: who dies before the end opened none.
      state.files.push(await perform(officer, (work) => openWorkFile(work, input), { now: state.now }))
      return
    }
    case 'file': {
      const file = await handedIn(officer, aPdf([`(${randomUUID()})`]))
      return void (await does((work) => filePaper(work, id, { file, label: 'Giấy', originalName: 'a.pdf' })))
    }
    case 'file letter': {
      const letter = idsOf(state)[step.days % state.letters.size] ?? ''
      return void (await does((work) => fileDocument(work, id, letter)))
    }
    case 'take out': {
      const filed = await perform(system, ({ tx }) => listFiled(tx, id))
      const one = filed[step.days % Math.max(1, filed.length)]
      if (!one) return
      return void (await does((work) => takeOut(work, id, one.id)))
    }
    case 'hand over':
      return handOver(officer, id)
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
      return destroyApproved({ now: state.now })
    case 'next file':
      return takeFile(state, { ...step, days: 0, ...(await nextOf(state, id)) }, officer)
  }
}

/** What a work file waits for until it is gone: most walks would not come that far by chance. */
async function nextOf(_state: LetterState, id: string): Promise<Pick<LetterStep, 'act'>> {
  const [file] = await perform(system, ({ tx }) => findFiles(tx, [id]))
  if (!file) return { act: 'open file' }
  if (file.held.length === 0) return { act: 'file' }
  if (!file.keepUntil) return { act: 'close file' }
  const lists = await perform(system, ({ tx }) => listListsOf(tx, id))
  if (lists.some(({ decidedAt }) => decidedAt === null)) return { act: 'approve' }
  return { act: lists.some(({ isApproved }) => isApproved) ? 'destroy' : 'propose' }
}
