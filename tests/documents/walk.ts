/** Random walks over drafts of an agency: whatever people do in whatever order, what must hold holds. For tests and `npm run fuzz -- documents`. */
import fc from 'fast-check'
import { aBureau, aLetter } from '#server/modules/documents/agency/fixtures.ts'
import { finishDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import { draftDocument } from '#server/modules/documents/draft/draft-document.ts'
import { findDocument } from '#server/modules/documents/queries.ts'
import { declineSigning } from '#server/modules/documents/sign/void-number.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { listEntriesOf } from './walk-queries.ts'
import { problemsOf } from './walk-rules.ts'
import {
  acts,
  lookAt,
  officerOf,
  people,
  type State,
  type Step,
  seal,
  take,
  type World,
} from './walk-steps.ts'

export type { World } from './walk-steps.ts'

/** One thing somebody tries, with one of the drafts of the walk. */
const OneStep = fc.record({
  // Most of what is tried is what the draft waits for, so that walks come to an end, too.
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constant('next' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...acts) },
  ),
  by: fc.constantFrom(...people),
  draft: fc.nat({ max: 1 }),
  hours: fc.nat({ max: 30 }),
})
export const Walk = fc.record({
  sealByClerk: fc.boolean(),
  isUrgent: fc.boolean(),
  steps: fc.array(OneStep, { minLength: 10, maxLength: 50, size: 'max' }),
})
export type Walk = { sealByClerk: boolean; isUrgent: boolean; steps: Step[] }

export async function aWorld(sealByClerk: boolean): Promise<World> {
  const rules = {
    routes: [
      { urgencies: ['express'], steps: [] },
      {
        steps: [
          { kind: 'content', keys: ['pho-chu-tich'], standIns: ['chu-tich'], days: 1 },
          { kind: 'layout', keys: ['van-thu'], standIns: ['pho-chu-tich'], days: 1 },
        ],
      },
    ],
    seals: [{ seal: sealByClerk ? 'by_clerk' : 'at_once' }],
  }
  return { old: await aBureau(rules), heir: await aBureau(rules), isMerged: false, sealByClerk }
}

const begins = new Date('2026-12-29T08:00:00+07:00')

/** What walks came to, for who asks whether they come far enough. */
export const reached = { issued: 0, voided: 0 }

/**
 * Goes one walk in a world and answers what did not hold, in words; nothing where all held. At its end everything that holds a number is brought
 * to an end, as the program and the clerk would.
 */
export async function walk(world: World, { steps, isUrgent }: Walk, page: Uint8Array): Promise<string[]> {
  const state: State = { world, now: begins, ids: [], seen: new Map(), page }
  const { specialist, agency } = world.old
  for (let count = 0; count < 2; count += 1) {
    const urgency = isUrgent && count === 0 ? ('express' as const) : undefined
    const draft = aLetter(agency.id, { urgency })
    const { id } = await perform(specialist, (work) => draftDocument(work, specialist, draft), {
      now: begins,
    })
    state.ids.push(id)
  }
  const problems: string[] = []
  for (const step of steps) {
    problems.push(...(await tryStep(state, step)))
    if (problems.length > 0) return problems
  }
  await drain(state)
  return [...problems, ...(await endProblems(state))]
}

async function tryStep(state: State, step: Step): Promise<string[]> {
  const id = state.ids[step.draft] ?? ''
  const before = await lookAt(id)
  let refused = false
  try {
    await take(state, step, id)
  } catch (error) {
    if (!(error instanceof Refusal)) return [`${step.act} by ${step.by}: ${String(error)}`]
    refused = true
  }
  const after = await lookAt(id)
  const found = problemsOf(after)
  if (refused && after.actions.length !== before.actions.length)
    found.push(`${step.act} was refused and done`)
  return found.map((problem) => `${step.act} by ${step.by}: ${problem}`)
}

/** What the program and the clerk bring to its end by themselves, and who signs declines what nobody confirmed. */
async function drain(state: State): Promise<void> {
  const later = { now: new Date(state.now.getTime() + 3_600_000) }
  await finishDrafts(later)
  for (const id of state.ids) {
    const document = await perform(system, (work) => findDocument(work.tx, system, id))
    if (document?.status !== 'signing') continue
    const by = state.world.isMerged ? 'heirClerk' : 'clerk'
    const leader = await officerOf(state, state.world.isMerged ? 'heirDeputy' : 'deputy')
    if (document.confirmedAt)
      await seal({ ...state, ...later }, await officerOf({ ...state, ...later }, by), [id])
    else await perform(leader, (work) => declineSigning(work, leader, id), later)
  }
}

/** Every number issued or voided, none twice. */
async function endProblems({ ids, world }: State): Promise<string[]> {
  const agencies = [world.old.agency.id, world.heir.agency.id]
  const entries = await perform(system, ({ tx }) => listEntriesOf(tx, agencies))
  const open = entries.filter(({ fate, documentId }) => fate === 'signing' && ids.includes(documentId ?? ''))
  for (const { fate, documentId } of entries) {
    if (!ids.includes(documentId ?? '')) continue
    if (fate === 'issued') reached.issued += 1
    if (fate === 'voided') reached.voided += 1
  }
  const keys = entries.map(({ agencyId, register, year, number }) =>
    [agencyId, register, year, number].join(' '),
  )
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
  return [
    ...open.map(({ number, year }) => `number ${number}/${year} neither issued nor voided`),
    ...twice.map((key) => `number given twice: ${key}`),
  ]
}
