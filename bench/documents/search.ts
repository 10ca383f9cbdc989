/**
 * Documents found by phrases that are common, rare and nowhere, among 1,000,000 of 300 words written in ten years, all before one agency: the
 * whole search with the rights of an officer, its sentences and its page. The reference is the bare index look-up of the rarest pair of
 * each phrase.
 */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type pg from 'pg'
import { gramsOfPhrase, wordsOf } from '#server/modules/documents/search/grams.ts'
import type { Officer } from '#server/platform/actor.ts'
import { quantile, report } from '../figure.ts'
import { readOptions } from '../options.ts'
import { openBuilt, withoutIndexes } from './kept-build.ts'
import type { Part } from './search-writer.ts'
import { randomOf } from './texts.ts'

const { documents, each } = readOptions({ documents: 1_000_000, each: 40 })
const target = { p95: 150 }
const syllables = 300
const years = 10
const agencyId = 'bench-office'
/** How many documents hold a pair; each is counted once, and no further than what is common, for that takes seconds. */
const common = 20_000
const counts = new Map<number, number>()

const {
  owner,
  said: snippets,
  seconds,
  isKept,
  stop,
} = await openBuilt(`search-${documents}`, 'documents.text', fill)

const { perform } = await import('#server/facts.ts')
const { system } = await import('#server/platform/actor.ts')
const { findDocuments } = await import('#server/modules/documents/index.ts')
const { readWaiting } = await import('#server/modules/documents/search/read-texts.ts')
const { pool } = await import('#server/platform/database/database.ts')
const officer: Officer = {
  kind: 'officer',
  id: randomUUID(),
  name: 'Bench',
  agencyId,
  agencyIds: [agencyId],
  roles: ['specialist'],
  scope: 'agency',
}

if (!isKept) await compareWithProgram()
const phrases = { common: commonPhrases(), rare: snippets, absent: absentPhrases() }
const { rows: size } = await owner.query<{ table: string; index: string }>(
  `select pg_size_pretty(pg_table_size('documents.text')) as table, pg_size_pretty(pg_relation_size('documents.text_by_grams')) as index`,
)
for (const [kind, list] of Object.entries(phrases)) {
  const whole: number[] = []
  const bare: number[] = []
  let hits = 0
  // The first round reads what the second finds in memory, as it is while people work.
  for (const round of [0, 1]) {
    for (const q of list) {
      const asked = performance.now()
      const { total } = await perform(officer, (work) =>
        findDocuments(work, { q, kind: '', direction: undefined, agencyId: '', year: undefined, page: 1 }),
      )
      const took = performance.now() - asked
      if (round === 0) continue
      whole.push(took)
      hits += total
    }
  }
  for (const q of list) bare.push(await timeRarest(q))
  const p95 = quantile(whole, 0.95)
  const isRight = kind === 'absent' ? hits === 0 : hits >= list.length
  report({
    what: `search, ${list.length} phrases that are ${kind}, among ${documents.toLocaleString('en')} documents`,
    value: `p95 ${p95.toFixed(0)} ms, p50 ${quantile(whole, 0.5).toFixed(0)} ms${isRight ? '' : ', and WRONG'}`,
    target: `p95 under ${target.p95} ms`,
    met: isRight && p95 < target.p95,
    note: `the bare look-up of the rarest pair takes p95 ${quantile(bare, 0.95).toFixed(1)} ms, p50 ${quantile(bare, 0.5).toFixed(1)} ms; ${(hits / list.length).toFixed(0)} found each`,
  })
}
console.log(
  `texts ${size[0]?.table}, their index ${size[0]?.index}; written and indexed in ${seconds.toFixed(0)} s${isKept ? ' by an earlier run' : ''}`,
)
await pool.end()
await stop()
process.exit()

async function countOf(gram: number): Promise<number> {
  const known = counts.get(gram)
  if (known !== undefined) return known
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from (select from documents.text where grams @> $1::integer[] limit $2) held',
    [[gram], common],
  )
  const count = rows[0]?.count ?? 0
  counts.set(gram, count)
  return count
}

/** Milliseconds the index takes to count the rarest pair of the phrase. */
async function timeRarest(q: string): Promise<number> {
  let rarest: { gram: number; count: number } | undefined
  for (const gram of gramsOfPhrase(wordsOf(` ${q} `))) {
    const count = await countOf(gram)
    if (!rarest || count < rarest.count) rarest = { gram, count }
  }
  if (!rarest) return 0
  const asked = performance.now()
  await owner.query('select count(*) from documents.text where grams @> $1::integer[]', [[rarest.gram]])
  return performance.now() - asked
}

/** By a writer for each core, into tables without indexes, which are made afterwards. Gives back phrases of documents of every age. */
async function fill(migratorUrl: string, client: pg.Client): Promise<string[]> {
  await client.query('alter table documents.text set unlogged')
  const found: string[] = []
  await withoutIndexes(client, ['documents.document', 'documents.version', 'documents.text'], async () => {
    const parts = availableParallelism()
    const whole = { migratorUrl, agencyId, documents, syllables, years, parts, phrases: each }
    const written = Array.from({ length: parts }, (_, part) => writePart({ ...whole, part }))
    found.push(...(await Promise.all(written)).flat())
  })
  return found.slice(0, each)
}

function writePart(part: Part): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = fork('bench/documents/search-writer.ts', [JSON.stringify(part)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--max-semi-space-size=64'],
    })
    child.once('message', (found) => resolve(found as string[]))
    child.once('exit', (code) => code !== 0 && reject(new Error(`A writer of documents ended with ${code}`)))
  })
}

/** The program reads some of the documents itself: it must find what was written. */
async function compareWithProgram(): Promise<void> {
  const some = `select document_id from documents.text order by document_id limit 20`
  const rows = async () =>
    JSON.stringify(
      (
        await owner.query(
          `select document_id, at, lines, toned, plain, (select array_agg(gram order by gram) from unnest(grams) gram)
             from documents.text where document_id in (${some}) order by document_id`,
        )
      ).rows,
    )
  const written = await rows()
  await owner.query(`insert into documents.text_waiting (document_id) ${some}`)
  const read = await perform(system, readWaiting)
  if (read !== 20 || (await rows()) !== written)
    throw new Error('What was written is not what the program reads')
}

/** What most letters hold. */
function commonPhrases(): string[] {
  const stock = [
    'ủy ban nhân dân',
    'hội đồng nhân dân',
    'thành phố huế',
    'căn cứ luật',
    'chuyển đổi số',
    'cải cách hành chính',
    'thủ tục hành chính',
  ]
  const alone = [
    'kế hoạch',
    'báo cáo',
    'tăng cường',
    'theo quy định',
    'trên địa bàn',
    'nhân dân',
    'hành chính',
    'của pháp luật',
    'và',
  ]
  const both = stock.flatMap((one) => stock.slice(0, 4).map((other) => `${one} ${other}`))
  return [...stock, ...alone, ...both].slice(0, each)
}

/** Of the same syllables, in an order nobody wrote: no text can hold them, for every sentence is made of whole words. */
function absentPhrases(): string[] {
  const random = randomOf(13)
  const common = [
    'uy',
    'ban',
    'nhan',
    'dan',
    'thanh',
    'pho',
    'hue',
    'can',
    'cu',
    'luat',
    'quyet',
    'dinh',
    'hanh',
    'chinh',
    'so',
    'doi',
    'cua',
    'va',
  ]
  return Array.from({ length: each }, () => {
    const words = Array.from(
      { length: 4 + Math.floor(random() * 3) },
      () => common[Math.floor(random() * common.length)],
    )
    return ['dan', 'nhan', 'ban', 'uy', ...words].join(' ')
  })
}
