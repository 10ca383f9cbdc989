/** Random walks over drafts of an agency: whatever people do in whatever order, what must hold holds. For tests and `npm run fuzz -- documents`. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { aBureau, aLetter, appointTo } from '#server/modules/documents/agency/fixtures.ts'
import { finishDrafts } from '#server/modules/documents/agency/sign-drafts.ts'
import { draftDocument } from '#server/modules/documents/draft/draft-document.ts'
import { voidForgottenNumbers } from '#server/modules/documents/numbers/void-forgotten.ts'
import { findDocument } from '#server/modules/documents/queries.ts'
import { DocumentQuery, findDocuments } from '#server/modules/documents/search/find-documents.ts'
import { readAllWaiting } from '#server/modules/documents/search/read-texts.ts'
import { system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { Refusal } from '#shared/refusal.ts'
import { anOfficer } from '../people.ts'
import { Dies, failuresOf, untilCrash } from './crash.ts'
import { undoMerge } from './merging.ts'
import { Failed } from './told.ts'
import { listEntriesOf, listLinesOf } from './walk-queries.ts'
import { problemsOf } from './walk-rules.ts'
import {
  acts,
  type Looked,
  lookAt,
  officerOf,
  people,
  type State,
  type Step,
  seal,
  take,
  type World,
} from './walk-steps.ts'
import { whoseProblems } from './walk-whose.ts'

export type { World } from './walk-steps.ts'

/** One thing somebody tries, with one of the drafts of the walk. */
const OneStep = fc.record({
  // Most of what is tried is what the draft waits for, so that walks come to an end, too.
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constant('next' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...acts) },
  ),
  by: fc.constantFrom(...people),
  draft: fc.nat({ max: 3 }),
  hours: fc.nat({ max: 30 }),
  twice: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  dies: Dies,
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
  const old = await aBureau(rules)
  const delegate = anOfficer({ agencyId: old.agency.id, name: 'Đỗ Văn Ủy', roles: ['leader'] })
  await appointTo(delegate, `${old.agency.id}/chuyen-vien`)
  const heir = await aBureau(rules)
  return { old, heir, delegate, delegatedOn: new Set(), away: new Set(), merged: undefined, sealByClerk }
}

const begins = new Date('2026-12-29T08:00:00+07:00')

/** What walks came to, for who asks whether they come far enough. */
export const reached = { issued: 0, voided: 0, crashed: 0 }

/**
 * Goes one walk in a world and answers what did not hold, in words; nothing where all held. At its end everything that holds a number is brought
 * to an end, as the program and the clerk would.
 */
export async function walk(world: World, { steps, isUrgent }: Walk, page: Uint8Array): Promise<string[]> {
  if (world.merged) await undoMerge(world.old.agency, world.heir.agency)
  world.merged = undefined
  const word = `dau${randomBytes(6).toString('hex')}`
  const state: State = {
    world,
    now: begins,
    ids: [],
    looked: new Map(),
    seen: new Map(),
    page,
    word,
    amending: new Set(),
  }
  const { specialist, agency } = world.old
  for (let count = 0; count < 2; count += 1) {
    const urgency = isUrgent && count === 0 ? ('express' as const) : undefined
    const draft = aLetter(agency.id, { urgency, subject: `Về việc ${word}` })
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
  const looked = await Promise.all(state.ids.map(lookAt))
  return [
    ...looked.flatMap(problemsOf),
    ...looked.flatMap((one) => whoseProblems(world, one)),
    ...(await endProblems(state, looked)),
    ...(await fileProblems(looked)),
    ...(await searchProblems(state)),
  ]
}

async function tryStep(state: State, step: Step): Promise<string[]> {
  const { looked } = state
  const id = state.ids[step.draft % state.ids.length] ?? ''
  const before = looked.get(id) ?? (await lookAt(id))
  // That agencies become one is no act of the program: it happens once, and whole.
  const isAct = step.act !== 'merge'
  const times = step.twice && isAct ? [1, 2] : [1]
  const { results, hasCrashed } = await untilCrash(
    isAct ? step.dies : undefined,
    times.map(() => () => take(state, step, id, before)),
  )
  if (hasCrashed) reached.crashed += 1
  const failures = failuresOf(results)
  const after = step.act === 'wait' ? before : await lookAt(id)
  // What is issued or stands no longer says so of others, too; and some acts are for all of them.
  if (
    step.act === 'job' ||
    step.act === 'forget' ||
    step.act === 'sign all' ||
    after.document?.status !== before.document?.status
  )
    looked.clear()
  looked.set(id, after)
  const found = problemsOf(after)
  // A bulk tells of one it died at that it failed: its end may have been done, and unheard.
  const refused = failures.filter((failure) => !(hasCrashed && failure instanceof Failed))
  for (const failure of refused) if (!(failure instanceof Refusal)) found.push(String(failure))
  if (refused.length === times.length && isOther(before, after))
    found.push(`${step.act} was refused and done`)
  found.push(...opinionProblems(after), ...whoseProblems(state.world, after))
  const how = `${step.twice ? ' twice' : ''} by ${step.by}${hasCrashed ? ', and died' : ''}`
  return found.map((problem) => `${step.act}${how}: ${problem}`)
}

/** Silence stays silence, however late it is: an answer is somebody's act. */
function opinionProblems({ opinions, actions }: Looked): string[] {
  const given = actions.filter(({ kind }) => kind === 'give_opinion').length
  const answered = opinions.filter(({ answer }) => answer !== null).length
  return given === answered ? [] : [`${answered} opinions were given by ${given} acts`]
}

function isOther(before: Looked, after: Looked): boolean {
  return after.actions.length !== before.actions.length
}

/** What the program and the clerk bring to its end by themselves; what nobody confirmed is forgotten a month later. */
async function drain(state: State): Promise<void> {
  const later = { now: new Date(state.now.getTime() + 3_600_000) }
  await finishDrafts(later)
  await voidForgottenNumbers({ now: new Date(state.now.getTime() + 30 * 86_400_000) })
  const by = officerOf({ ...state, ...later }, state.world.merged ? 'heirClerk' : 'clerk')
  for (const id of state.ids) {
    const document = await perform(system, (work) => findDocument(work.tx, system, id))
    if (document?.status === 'signing') await seal({ ...state, ...later }, by, [id])
  }
}

/** Every number issued or voided, none twice, none left out; and the registers say the same. */
async function endProblems({ ids, world }: State, looked: readonly Looked[]): Promise<string[]> {
  const agencies = [world.old.agency.id, world.heir.agency.id]
  const [entries, said] = await perform(system, ({ tx }) =>
    Promise.all([listEntriesOf(tx, agencies), listLinesOf(tx, agencies)]),
  )
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
  const lines = new Map(
    said.map((line) => [[line.agencyId, line.register, line.year, line.number].join(' '), line]),
  )
  const revoked = new Set(looked.flatMap(({ document }) => (document?.revokedAt ? [document.id] : [])))
  const otherwise = entries.filter(({ agencyId, register, year, number, documentId, fate }) => {
    const line = lines.get([agencyId, register, year, number].join(' '))
    if (line?.fate !== fate || line.documentId !== documentId) return true
    if (fate === 'voided' && line.why === '') return true
    return (
      ids.includes(documentId ?? '') &&
      fate === 'issued' &&
      !!line.revokedAt !== revoked.has(documentId ?? '')
    )
  })
  const series = Map.groupBy(entries, ({ agencyId, register, year }) => [agencyId, register, year].join(' '))
  const gaps = [...series].filter(([, of]) => Math.max(...of.map(({ number }) => number ?? 0)) !== of.length)
  return [
    ...otherwise.map(({ number, year, fate }) => `the register says otherwise of ${number}/${year}: ${fate}`),
    ...(lines.size === entries.length ? [] : ['the register has other numbers']),
    ...gaps.map(([key]) => `a number is missing: ${key}`),
    ...open.map(({ number, year }) => `number ${number}/${year} neither issued nor voided`),
    ...twice.map((key) => `number given twice: ${key}`),
  ]
}

/** What was issued begins with the very bytes that were set, shown and confirmed. */
async function fileProblems(looked: readonly Looked[]): Promise<string[]> {
  const found: string[] = []
  for (const { document, folded } of looked) {
    if (!document?.sha256 || !folded.set) continue
    const [issued, shown] = [await readFile(document.sha256), await readFile(folded.set)]
    if (Buffer.compare(issued.subarray(0, shown.length), shown) !== 0) found.push('another file was signed')
  }
  return found
}

/** Everybody finds of these what they may read, and nothing else. */
async function searchProblems(state: State): Promise<string[]> {
  await readAllWaiting()
  const options = { now: new Date(state.now.getTime() + 3_600_000) }
  const found: string[] = []
  for (const by of ['specialist', 'deputy', 'heirClerk'] as const) {
    const officer = officerOf(state, by)
    const [hits, readable] = await perform(
      officer,
      async (work) => {
        const { hits } = await findDocuments(work, DocumentQuery.parse({ q: state.word }))
        const isNamed = (id: string) => !state.amending.has(id)
        const named = hits.map(({ id }) => id).filter(isNamed)
        // One that was begun and nobody heard of is among what is found alone.
        const ids = [...new Set([...state.ids.filter(isNamed), ...named])]
        const all = await Promise.all(ids.map((id) => findDocument(work.tx, officer, id)))
        return [named, all.flatMap((one) => one?.id ?? [])]
      },
      options,
    )
    if (hits.sort().join() !== readable.sort().join())
      found.push(`${by} finds ${hits.length} and may read ${readable.length}`)
  }
  return found
}
