/** Random walks over a draft that several write: one has the turn, others remark and propose, and what somebody was told is saved is never lost. */
import fc from 'fast-check'
import { approveDraft } from '#server/modules/documents/agency/approve-draft.ts'
import { aLetterOf, type Bureau, proven } from '#server/modules/documents/agency/fixtures.ts'
import { askOpinions, giveOpinion } from '#server/modules/documents/agency/opinions.ts'
import { finishDraft, reserveForDraft } from '#server/modules/documents/agency/sign-drafts.ts'
import { submitDraft, withdrawDraft } from '#server/modules/documents/agency/submit-draft.ts'
import { leaseMs, releaseLease, takeLease } from '#server/modules/documents/edit/leases.ts'
import type { DraftText } from '#server/modules/documents/edit/model.ts'
import { openDraft } from '#server/modules/documents/edit/open-draft.ts'
import { decideProposal, propose, remark, settleRemark } from '#server/modules/documents/edit/remark.ts'
import { keepVersion, saveDraft } from '#server/modules/documents/edit/save-draft.ts'
import { confirmSigning } from '#server/modules/documents/sign/confirm-signing.ts'
import { declineSigning } from '#server/modules/documents/sign/void-number.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform, type Work } from '#server/platform/work.ts'
import type { Block, Body } from '#shared/document/body.ts'
import { bodyText } from '#shared/document/text-of.ts'
import { Refusal } from '#shared/refusal.ts'
import { anOfficer } from '../people.ts'
import { type Death, DiesTold, failuresOf, untilCrash } from './crash.ts'
import { preparePage, showPage } from './one-page.ts'
import { lookAtWriting, type Saved, type Written, writingProblems } from './writing-rules.ts'

const writers = ['specialist', 'clerk', 'deputy'] as const
const people = [...writers, 'guest', 'outsider'] as const
type Person = (typeof people)[number]

/** What only those who write the draft may do; who was asked about it remarks, proposes and answers. */
const ofWriters = ['take', 'save', 'keep', 'leave', 'decide', 'submit', 'withdraw', 'ask'] as const
const ofReaders = ['propose', 'remark', 'settle', 'answer'] as const
/** From the route to the number, and to the document that is issued with it. */
const ofSigners = ['approve', 'reserve', 'decline', 'issue'] as const
type WritingAct =
  | (typeof ofWriters)[number]
  | (typeof ofReaders)[number]
  | (typeof ofSigners)[number]
  | 'release'

const One = fc.record({
  act: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('take' as const, 'save' as const, 'save' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...ofWriters) },
    { weight: 3, arbitrary: fc.constantFrom(...ofReaders, 'release' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...ofSigners) },
  ),
  by: fc.oneof(
    // Most of what is tried is tried by who has the turn, so that texts come to be.
    { weight: 4, arbitrary: fc.constant('holder' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...writers) },
    { weight: 2, arbitrary: fc.constantFrom(...people) },
  ),
  /** A page that was opened before somebody else saved. */
  isStale: fc.oneof(
    { weight: 6, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
})
type One = typeof One extends fc.Arbitrary<infer Value> ? Value : never
type Tried = Omit<One, 'by'> & { by: Person }
const WritingStep = fc.record({
  dies: DiesTold,
  one: One,
  /** At the same moment. */
  other: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: One }),
  seconds: fc.constantFrom(0, 1, 30, leaseMs / 1000 - 1, leaseMs / 1000 + 1),
})
type WritingStep = { one: One; other: One | undefined; seconds: number; dies: Death | undefined }
export const WritingWalk = fc.array(WritingStep, { minLength: 15, maxLength: 40, size: 'max' })
export type WritingWalk = WritingStep[]

/** What walks came to, for who asks whether they come far enough. */
export const reachedWriting = { saved: 0, versions: 0, decided: 0, takenOver: 0, signing: 0, crashed: 0 }

interface State {
  id: string
  page: Uint8Array
  now: Date
  cast: Record<Person, Officer>
  guestAgencyId: string
  words: number
  saved: Map<number, Saved>
}

/** What did not hold, in words; nothing where all held. `other` is the agency that is asked about the draft. */
export async function walkWriting(
  desk: Bureau,
  other: Bureau,
  steps: readonly WritingStep[],
  page: Uint8Array,
): Promise<string[]> {
  // As long ago as no walk lasts: what is to come is nobody's turn yet.
  const now = new Date(Date.now() - 24 * 3_600_000)
  const { specialist, clerk, deputy } = desk
  const guest = other.specialist
  const id = await aLetterOf(desk, { body: bodyOf('Văn bản lúc đầu.', 'Đoạn để góp ý.') }, now)
  const cast = { specialist, clerk, deputy, guest, outsider: anOfficer() }
  const guestAgencyId = other.agency.id
  const state: State = { id, page, now, cast, guestAgencyId, words: 0, saved: new Map() }
  let before = await lookAtWriting(id)
  for (const step of steps) {
    state.now = new Date(state.now.getTime() + step.seconds * 1000)
    const tried = [step.one, ...(step.other ? [step.other] : [])].map((one) => asSomebody(one, before, cast))
    const { results, hasCrashed } = await untilCrash(
      step.dies,
      tried.map((one) => () => take(state, one, before)),
    )
    if (hasCrashed) reachedWriting.crashed += 1
    const done = tried.filter((_, at) => isDone(results[at]))
    const found = failuresOf(results)
      .filter((one) => !(one instanceof Refusal))
      .map(String)
    for (const { act, by } of done) if (!mayDo(act, by)) found.push(`${by} may not ${act}`)
    const after = await lookAtWriting(id)
    const acted = done.map(({ act, by }) => ({ act, officerId: cast[by].id }))
    found.push(...writingProblems({ before, after, acted, saved: state.saved, now: state.now }))
    if (tried.some(({ by }) => by === 'guest')) found.push(...(await guestProblems(state, after)))
    if (found.length > 0) {
      const said = tried.map(({ act, by }) => `${act} by ${by}`).join(' and ')
      return found.map((problem) => `${said}: ${problem}`)
    }
    count(before, after)
    before = after
  }
  return guestProblems(state, before)
}

/** Whoever has the turn, or had it last; where nobody had, who began the draft. Of its route and its signature, whose they are. */
function asSomebody({ by, ...one }: One, { lease }: Written, cast: State['cast']): Tried {
  const writer = writers.find((name) => cast[name].id === lease?.accountId) ?? 'specialist'
  const isOfSigners = ofSigners.some((act) => act === one.act)
  const holder = one.act === 'approve' ? 'clerk' : isOfSigners ? 'deputy' : writer
  return { ...one, by: by === 'holder' ? holder : by }
}

const isDone = (result: PromiseSettledResult<unknown> | undefined) =>
  result?.status === 'fulfilled' && result.value === true

function mayDo(act: WritingAct, by: Person): boolean {
  // To give up a turn one does not have changes nothing, whoever does it.
  if (act === 'release' || writers.some((one) => one === by)) return true
  return by === 'guest' && ofReaders.some((one) => one === act)
}

function count(before: Written, after: Written): void {
  reachedWriting.saved += (after.working?.revision ?? 0) - (before.working?.revision ?? 0)
  reachedWriting.versions += after.versions.length - before.versions.length
  const decided = ({ proposals }: Written) => proposals.filter(({ outcome }) => outcome !== null).length
  reachedWriting.decided += decided(after) - decided(before)
  if (before.status !== after.status && after.status !== 'draft') reachedWriting.signing += 1
  if (before.lease && after.lease && before.lease.accountId !== after.lease.accountId)
    reachedWriting.takenOver += 1
}

/**
 * Who was asked reads what it was asked about and its own words: no text that is being written, none after its answer, and none after the number was
 * taken, when nobody answers any more; what is issued it reads as everyone it was put before.
 */
async function guestProblems({ id, cast, now }: State, after: Written): Promise<string[]> {
  const { guest } = cast
  const opened = await perform(guest, (work) => openDraft(work, guest, id), { now }).catch((failure) => {
    if (failure instanceof Refusal) return undefined
    throw failure
  })
  const { opinions } = after
  if (!opened) return opinions.length > 0 ? ['who was asked does not see the draft'] : []
  if (opinions.length === 0) return ['seen by who was never asked']
  const isAsked = after.status === 'draft' && opinions.some(({ answeredAt }) => answeredAt === null)
  const newest =
    isAsked || after.status === 'issued'
      ? after.version
      : Math.max(...opinions.map(({ version, answeredVersion }) => Math.max(version, answeredVersion ?? 0)))
  const words = bodyText(opened.text.body)
  return [
    ...(opened.document.version === newest ? [] : [`shown ${opened.document.version} instead of ${newest}`]),
    ...(words === after.versions.find(({ version }) => version === newest)?.words
      ? []
      : ['shown another text than that version']),
    ...[...opened.remarks, ...opened.proposals]
      .filter((one) => one.agencyId !== guest.agencyId && !('answers' in one && one.answers))
      .map(() => 'shown what others say'),
  ]
}

const block = (id: string, text: string): Block => ({
  type: 'paragraph',
  attrs: { id, align: 'justify' },
  content: [{ type: 'text', text }],
})
const bodyOf = (first: string, second: string): Body => ({
  type: 'doc',
  content: [block('dong1', first), block('dong2', second)],
})

/** False where there was nothing to do. */
async function take(state: State, { act, by, isStale }: Tried, before: Written): Promise<boolean> {
  const { id, cast, now } = state
  const officer = cast[by]
  const does = async (what: (work: Work) => Promise<unknown>) => {
    await perform(officer, what, { now })
    return true
  }
  const revision = Math.max(0, before.revision - (isStale ? 1 : 0))
  switch (act) {
    case 'take':
      return does((work) => takeLease(work, officer, id))
    case 'release':
      return does((work) => releaseLease(work, officer, id))
    case 'save':
      return save(state, officer, revision, before)
    case 'keep':
      return does((work) => keepVersion(work, officer, id))
    case 'leave':
      return does(async (work) => {
        await keepVersion(work, officer, id)
        await releaseLease(work, officer, id)
      })
    case 'propose': {
      state.words += 1
      const text = { of: 'block' as const, block: block('dong2', `Đề xuất ${state.words}.`) }
      // Who was asked has no text before it that is being written.
      const from = by === 'guest' ? 0 : revision
      return does((work) => propose(work, officer, id, { revision: from, text }))
    }
    case 'decide': {
      const open = before.proposals.find(({ outcome }) => outcome === null)
      const outcome = isStale ? ('declined' as const) : ('accepted' as const)
      if (!open) return false
      await does((work) => decideProposal(work, officer, id, { id: open.id, outcome }))
      // What was taken over is saved as any text, as its page does.
      return isStale || save(state, officer, revision, before, open.becomes as unknown as Block)
    }
    case 'remark': {
      const answers = isStale ? before.remarks[0]?.id : undefined
      return does((work) => remark(work, officer, id, { text: 'Cần rõ hơn.', answers }))
    }
    case 'settle': {
      const open = before.remarks.find(({ settledBy }) => settledBy === null)
      return open !== undefined && does((work) => settleRemark(work, officer, id, open.id))
    }
    case 'submit': {
      const { version } = before
      return does((work) => submitDraft(work, officer, id, { version, amount: null }))
    }
    case 'withdraw':
      return does((work) => withdrawDraft(work, officer, id))
    case 'ask': {
      const asked = { agencyIds: [state.guestAgencyId], people: [], question: 'Có đồng ý không?', days: 2 }
      return does((work) => askOpinions(work, officer, id, asked))
    }
    case 'approve':
      return does((work) => approveDraft(work, officer, id, { version: before.version, step: 0 }))
    case 'reserve':
      await reserveForDraft(officer, id, { now })
      return true
    case 'decline':
      return does((work) => declineSigning(work, officer, id, 'Chưa ký được lúc này'))
    case 'issue':
      return issue(state, proven(officer, now))
    case 'answer': {
      const open = before.opinions.find(({ answeredAt }) => answeredAt === null)
      if (!open) return false
      const given = { opinion: open.id, answer: 'agree' as const, wording: '' }
      return does((work) => giveOpinion(work, officer, given))
    }
  }
}

/** Set, shown, confirmed and signed, by who reserved its number. */
async function issue({ id, page, now }: State, leader: Officer): Promise<boolean> {
  await preparePage(page, leader, id, now)
  const sha256 = await showPage(page, leader, id, now)
  if (!sha256) return false
  await perform(leader, (work) => confirmSigning(work, leader, id, sha256), { now })
  await finishDraft(leader, id, { now })
  return true
}

/** Saves words nobody saved before; once it is acknowledged it is remembered, by whom and as which saving. */
async function save(
  state: State,
  officer: Officer,
  revision: number,
  before: Written,
  second: Block = block('dong2', 'Đoạn để góp ý.'),
): Promise<boolean> {
  state.words += 1
  const body: Body = { type: 'doc', content: [block('dong1', `Lần ghi ${state.words}.`), second] }
  const text: DraftText = { ...before.text, body }
  const done = await perform(officer, (work) => saveDraft(work, officer, state.id, { revision, text }), {
    now: state.now,
  })
  if (state.saved.has(done.revision)) throw new Error(`saving ${done.revision} was acknowledged twice`)
  state.saved.set(done.revision, { words: bodyText(body), officerId: officer.id })
  return true
}
