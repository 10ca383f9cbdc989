/** What is done in a walk, by whom: each as its use case does it, but for the typesetting. */
import { approveDraft, returnDraft } from '#server/modules/documents/agency/approve-draft.ts'
import { aLetter, type Bureau, proven, sealAll } from '#server/modules/documents/agency/fixtures.ts'
import { listOpinionRows } from '#server/modules/documents/agency/opinion-queries.ts'
import { refuseSeal } from '#server/modules/documents/agency/seal-drafts.ts'
import { finishDraft, finishDrafts, reserveForDraft } from '#server/modules/documents/agency/sign-drafts.ts'
import { submitDraft, withdrawDraft } from '#server/modules/documents/agency/submit-draft.ts'
import { discard } from '#server/modules/documents/draft/discard-draft.ts'
import { draftDocument } from '#server/modules/documents/draft/draft-document.ts'
import { giveUpNumber } from '#server/modules/documents/numbers/give-up.ts'
import { voidForgottenNumbers } from '#server/modules/documents/numbers/void-forgotten.ts'
import { findDocument } from '#server/modules/documents/queries.ts'
import { enterAbsence } from '#server/modules/documents/route/absences.ts'
import { findRoute } from '#server/modules/documents/route/route-queries.ts'
import { confirmSigning } from '#server/modules/documents/sign/confirm-signing.ts'
import { signConfirmed } from '#server/modules/documents/sign/sign-confirmed.ts'
import { declineSigning } from '#server/modules/documents/sign/void-number.ts'
import { type Officer, system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { addDays, localDay } from '#shared/dates.ts'
import type { Death } from './crash.ts'
import { type Merged, merge } from './merging.ts'
import { preparePage, showPage } from './one-page.ts'
import { requireTold } from './told.ts'
import { takeFurther } from './walk-further.ts'
import { listActs } from './walk-queries.ts'
import { foldRoute } from './walk-rules.ts'

export const people = [
  'specialist',
  'clerk',
  'deputy',
  'chair',
  'delegate',
  'heirClerk',
  'heirDeputy',
] as const
export const acts = [
  'write',
  'submit',
  'approve',
  'return',
  'withdraw',
  'discard',
  'reserve',
  'prepare',
  'show',
  'confirm',
  'sign and stop',
  'sign all',
  'finish',
  'job',
  'seal',
  'decline',
  'give up',
  'refuse seal',
  'forget',
  'absent',
  'present',
  'merge',
  'wait',
  'ask opinion',
  'give opinion',
  'ask to revoke',
  'keep',
  'revoke',
  'replace',
  'amend',
  'correct',
  'delegate',
] as const

export type Act = (typeof acts)[number]
export type Step = {
  act: Act | 'next'
  by: (typeof people)[number]
  draft: number
  hours: number
  /** Two tabs, or two people, at the same moment. */
  twice: boolean
  /** When within this step the program dies. */
  dies: Death | undefined
}

/** Two agencies, one of which may become the other. */
export interface World {
  old: Bureau
  heir: Bureau
  /** A leader whose position signs nothing, but what the chair authorised them to in writing. */
  delegate: Officer
  /** The days on which they were. */
  delegatedOn: Set<string>
  /** Who was away on which day, even if they came back on it. */
  away: Set<string>
  /** Once the one is the other. */
  merged: Merged | undefined
  sealByClerk: boolean
}

export interface State {
  world: World
  now: Date
  ids: string[]
  /** As they were when they were looked at last, unless something was done since that reaches further than one. */
  looked: Map<string, Looked>
  seen: Map<string, string>
  page: Uint8Array
  /** A word that stands in these drafts and in no others; not in what amends one, which says its number alone. */
  word: string
  amending: Set<string>
}

export type Looked = Awaited<ReturnType<typeof lookAt>>

export async function lookAt(id: string) {
  return perform(system, async (work) => {
    const [document, route, actions, opinions] = await Promise.all([
      findDocument(work.tx, system, id),
      findRoute(work.tx, id),
      listActs(work.tx, id),
      listOpinionRows(work.tx, id),
    ])
    return { document, route, actions, opinions, folded: foldRoute(actions) }
  })
}

export function officerOf({ world, now }: State, by: Step['by']): Officer {
  const { old, heir, delegate } = world
  const own =
    by === 'heirClerk'
      ? heir.clerk
      : by === 'heirDeputy'
        ? heir.deputy
        : by === 'delegate'
          ? delegate
          : old[by]
  return { ...proven(own, now), agencyIds: world.merged?.get(own.agencyId) ?? own.agencyIds }
}

/** What the draft waits for, by whoever it waits for. */
function nextOf(
  { world, seen }: State,
  id: string,
  { document, route }: Looked,
): Pick<Step, 'by'> & { act: Act } {
  const isDelegates = document?.status === 'signing' && document.signedBy === world.delegate.id
  const leader = isDelegates ? 'delegate' : world.merged ? 'heirDeputy' : 'deputy'
  const clerk = world.merged ? 'heirClerk' : 'clerk'
  if (document?.status === 'signing') {
    if (route?.leaderSha256) return { act: 'seal', by: clerk }
    if (document.confirmedAt) return { act: 'finish', by: leader }
    if (!document.signingSha256) return { act: 'prepare', by: leader }
    return { act: seen.has(id) ? 'confirm' : 'show', by: leader }
  }
  if (route?.state === 'approved') return { act: 'reserve', by: leader }
  if (route?.state === 'in_route') return { act: 'approve', by: route.step === 0 ? leader : clerk }
  return { act: 'submit', by: world.merged ? leader : 'specialist' }
}

export async function take(state: State, step: Step, id: string, before: Looked): Promise<void> {
  const { act, by } = step.act === 'next' ? nextOf(state, id, before) : { ...step, act: step.act }
  const { world } = state
  const { hours } = step
  const officer = officerOf(state, by)
  const options = { now: state.now }
  const { document, route } = before
  const version = document?.version ?? 1
  switch (act) {
    case 'write':
      await perform(
        officer,
        (work) =>
          draftDocument(
            work,
            officer,
            aLetter(document?.agencyId ?? '', { id, subject: `Bản ${version + 1} ${state.word}` }),
          ),
        options,
      )
      return
    case 'submit':
      await perform(officer, (work) => submitDraft(work, officer, id, { version, amount: null }), options)
      return
    case 'approve':
      return perform(
        officer,
        (work) => approveDraft(work, officer, id, { version, step: route?.step ?? 0 }),
        options,
      )
    case 'return':
      return perform(
        officer,
        (work) =>
          returnDraft(work, officer, id, {
            version,
            step: route?.step ?? null,
            reason: 'Cần sửa lại nội dung',
          }),
        options,
      )
    case 'withdraw':
      return perform(officer, (work) => withdrawDraft(work, officer, id), options)
    case 'discard':
      return perform(officer, (work) => discard(work, officer, id), options)
    case 'reserve':
      return reserveForDraft(officer, id, options)
    case 'prepare':
      return preparePage(state.page, officer, id, state.now)
    case 'show':
      return show(state, officer, id)
    case 'confirm':
      return perform(officer, (work) => confirmSigning(work, officer, id, state.seen.get(id) ?? ''), options)
    case 'sign and stop':
      await signConfirmed(officer, id)
      return
    case 'finish':
      return finishDraft(officer, id, options)
    case 'job':
      await finishDrafts({ now: new Date(state.now.getTime() + 120_000) })
      return
    case 'seal':
      await seal(state, officer, [id])
      return
    case 'decline':
      return perform(officer, (work) => declineSigning(work, officer, id, 'Chưa ký được lúc này'), options)
    case 'give up':
      return perform(
        officer,
        (work) => giveUpNumber(work, officer, seenOf(id, before), 'Bỏ để lấy số mới'),
        options,
      )
    case 'refuse seal':
      return perform(
        officer,
        (work) => refuseSeal(work, officer, seenOf(id, before), 'Thiếu nơi nhận bản lưu'),
        options,
      )
    case 'forget':
      await voidForgottenNumbers(options)
      return
    case 'absent':
      return absent(state, officer)
    case 'merge':
      if (!world.merged) world.merged = await merge(world.old.agency, world.heir.agency, state.now)
      return
    case 'wait':
      state.now = new Date(state.now.getTime() + hours * 3_600_000)
      return
    default:
      return takeFurther(state, officer, id, act)
  }
}

/** The number and the signed file of a document as they are on a page. */
function seenOf(id: string, { document, route }: Looked) {
  return {
    id,
    register: document?.register ?? '',
    year: document?.year ?? 0,
    number: document?.number ?? 0,
    sha256: route?.leaderSha256 ?? '',
  }
}

async function show({ seen, page, now }: State, officer: Officer, id: string): Promise<void> {
  const sha256 = await showPage(page, officer, id, now)
  if (sha256) seen.set(id, sha256)
}

export async function seal({ now }: State, officer: Officer, ids: string[]): Promise<void> {
  requireTold(await sealAll(officer, ids, now))
}

async function absent({ now, world }: State, officer: Officer): Promise<void> {
  const today = localDay(now)
  const away = {
    accountId: officer.id,
    fromOn: today,
    toOn: addDays(today, 1),
    standIn: officer.id === world.old.deputy.id ? world.old.chair.id : null,
    reason: 'Nghỉ phép',
  }
  await perform(officer, (work) => enterAbsence(work, officer, away), { now })
  for (const day of [away.fromOn, away.toOn]) world.away.add(`${officer.id} ${day}`)
}
