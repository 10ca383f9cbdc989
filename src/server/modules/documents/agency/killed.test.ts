/** The program is killed with drafts in its hands, several of an agency at once: between any two of the steps, and at the turn of the year. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { perform } from '#server/platform/work.ts'
import { listActs, listEntriesOf, listLinesOf } from '#tests/documents/walk-queries.ts'
import type { Case, Point } from '#tests/sign-drafts-program.ts'
import { findFaketime, underClock } from '#tools/chaos/fake-clock.ts'
import { findDocument } from '../queries.ts'
import { aBureau, aLetterOf, approved, type Bureau, sealAll } from './fixtures.ts'
import { eachOne, finishDrafts } from './sign-drafts.ts'

const documentOf = (id: string) => perform(system, (work) => findDocument(work.tx, system, id))

/** Runs these cases in a program of their own until all have come to their points, and kills it there. */
async function killAtPoints(cases: readonly Case[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn(process.execPath, ['tests/sign-drafts-program.ts', JSON.stringify(cases)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const gone = new Promise((done) => child.once('exit', done))
  await Promise.race([new Promise((done) => child.stdout.once('data', done)), gone])
  expect(child.exitCode, 'all came as far').toBe(null)
  child.kill('SIGKILL')
  await gone
}

async function aCase(point: Point, now = new Date()): Promise<Case & { bureau: Bureau }> {
  const bureau = await aBureau(point === 'sealing' ? { seals: [{ seal: 'by_clerk' }] } : {})
  const ids: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const id = await aLetterOf(bureau, {}, now)
    await approved(bureau, id, 1, now)
    ids.push(id)
  }
  return { point, ids, deputy: bureau.deputy, clerk: bureau.clerk, bureau }
}

/** What of each is there after the kill: its state, its number, and what was done with it last. */
async function leftOf(ids: readonly string[]) {
  const left = []
  for (const id of ids) {
    const document = await documentOf(id)
    const acts = await perform(system, ({ tx }) => listActs(tx, id))
    left.push([document?.number ?? null, acts.at(-1)?.kind])
  }
  return left
}

/** Every number issued or empty with a reason, from 1 without a gap, and the register on screen says the same. */
async function expectWhole({ agency }: Bureau, wanted: readonly string[]): Promise<void> {
  const [entries, lines] = await perform(system, async ({ tx }) => [
    await listEntriesOf(tx, [agency.id]),
    await listLinesOf(tx, [agency.id]),
  ])
  const said = entries.map(({ year, number, fate }) => `${number}/${year} ${fate}`).sort()
  expect(said).toEqual([...wanted].sort())
  const onScreen = lines.map(({ year, number, fate }) => `${number}/${year} ${fate}`).sort()
  expect(onScreen).toEqual(said)
  expect(lines.filter(({ fate, why }) => fate === 'voided' && !why)).toEqual([])
}

const thisYear = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear()

test('killed between any two steps, with several at once: each goes on with its number, once', async () => {
  /** What each of the three drafts had come to when the program died. */
  const points: [Point, [number | null, string][]][] = [
    [
      'reserving',
      [
        [1, 'prepare'],
        [null, 'approve'],
        [null, 'approve'],
      ],
    ],
    [
      'reserved',
      [
        [1, 'prepare'],
        [2, 'reserve'],
        [null, 'approve'],
      ],
    ],
    [
      'prepared',
      [
        [1, 'prepare'],
        [2, 'prepare'],
        [null, 'approve'],
      ],
    ],
    [
      'confirmed',
      [
        [1, 'issue'],
        [2, 'confirm'],
        [3, 'prepare'],
      ],
    ],
    [
      'signed',
      [
        [1, 'issue'],
        [2, 'confirm'],
        [3, 'prepare'],
      ],
    ],
    [
      'sealing',
      [
        [1, 'issue'],
        [2, 'sign'],
        [3, 'sign'],
      ],
    ],
  ]
  const cases = []
  for (const [point] of points) cases.push(await aCase(point))
  await killAtPoints(cases)
  for (const [index, { ids }] of cases.entries())
    expect(await leftOf(ids), points[index]?.[0]).toEqual(points[index]?.[1])

  // By itself, in the name of who confirmed it; twice does no harm.
  for (let times = 0; times < 2; times++) await finishDrafts({ now: new Date(Date.now() + 120_000) })
  const rest: Case[] = []
  for (const { point, ids, deputy, clerk } of cases) {
    const left = await leftOf(ids)
    if (point === 'confirmed' || point === 'signed') expect(left[1], point).toEqual([2, 'issue'])
    const open = ids.filter((_, index) => left[index]?.[1] !== 'issue')
    if (point !== 'sealing') rest.push({ point: 'done', ids: open, deputy, clerk })
    else for (const { refusal } of await sealAll(clerk, open)) expect(refusal).toBeNull()
  }
  // By who comes back to it, in a program that was started anew.
  await killAtPoints(rest)
  for (const { point, ids, bureau, deputy } of cases) {
    const after = await leftOf(ids)
    expect(after, point).toEqual([1, 2, 3].map((number) => [number, 'issue']))
    for (const id of ids) {
      const document = await documentOf(id)
      const set = (await perform(system, ({ tx }) => listActs(tx, id))).findLast(
        ({ kind }) => kind === 'prepare',
      )
      const [signed, shown] = [await readFile(document?.sha256 ?? ''), await readFile(set?.sha256 ?? '')]
      expect(Buffer.compare(signed.subarray(0, shown.length), shown), 'what was shown was signed').toBe(0)
      expect(document?.signedBy).toBe(deputy.id)
    }
    await expectWhole(
      bureau,
      [1, 2, 3].map((number) => `${number}/${thisYear} issued`),
    )
  }
}, 300_000)

const library = findFaketime()
test.skipIf(!library)(
  'by the clock of the program itself: numbers taken on 31 December and signed on 1 January are another year’s, the old ones empty (skipped without faketime)',
  async () => {
    const eve = new Date('2026-12-31T20:00:00+07:00')
    const folder = await mkdtemp(join(tmpdir(), 'nhip-clock-'))
    const clock = join(folder, 'clock')
    const at = (moment: Date) => {
      const seconds = Math.round((moment.getTime() - Date.now()) / 1000)
      writeFileSync(clock, `${seconds < 0 ? '' : '+'}${seconds}\n`)
      return underClock(library ?? '', clock)
    }
    const one = await aCase('read', eve)
    await killAtPoints([one], at(eve))
    await expectWhole(one.bureau, ['1/2026 signing', '2/2026 signing', '3/2026 signing'])
    await killAtPoints([{ ...one, point: 'done' }], at(new Date('2027-01-01T08:00:00+07:00')))
    const years = [
      [2026, 'voided'],
      [2027, 'issued'],
    ] as const
    await expectWhole(
      one.bureau,
      [1, 2, 3].flatMap((number) => years.map(([year, fate]) => `${number}/${year} ${fate}`)),
    )
    await rm(folder, { recursive: true })
  },
  300_000,
)

test('a database that goes away at one of several is told of that one, and stops no other', async () => {
  const ids = ['first', 'second', 'third'].map((id) => ({ id }))
  const results = await eachOne(ids, ({ id }) =>
    perform(system, async ({ tx }) => {
      if (id === 'second') await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      await sql`select 1`.execute(tx)
    }),
  )
  expect(results.map(({ refusal }) => refusal)).toEqual([null, 'platform.unavailable', null])
})
