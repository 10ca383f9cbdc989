/** Finds every row changed, removed or inserted behind the program's back, from the database and the public keys. */
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { DatabaseClient } from '#server/platform/database-client.ts'
import { readAnchor, readPublicSealKeys } from '#server/platform/seal/keys.ts'
import type { Finding, RangeResult, RangeTask } from '#server/platform/seal/verify-range.ts'

export interface Verification extends RangeResult {
  /** False where the key of the marks is not at hand: rows not yet sealed cannot be judged. */
  marksChecked: boolean
}

export interface VerifyOptions {
  /** A role that may read the whole log. */
  url: string
  /** Holds the public seal keys, the anchor and the key of the marks. */
  keysFolder: string
}

/** Reads the whole log once, on every processor. */
export async function verifyLog({ url, keysFolder }: VerifyOptions): Promise<Verification> {
  const keyFile = join(keysFolder, 'event.key')
  const eventKey = existsSync(keyFile) ? readFileSync(keyFile) : undefined
  const publicKeys = readPublicSealKeys(keysFolder)

  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ snapshot: string; last: string }>(
      'select pg_export_snapshot() as snapshot, (select coalesce(max(batch), 0) from platform.seal) as last',
    )
    const { snapshot = '', last = '0' } = rows[0] ?? {}
    const ranges = split(Number(last), Math.min(8, availableParallelism()))
    const alike = findAlike(client)
    alike.catch(() => {})
    const results = await Promise.all(
      ranges.map((range) =>
        inThread({ url, snapshot, publicKeys, ...range, ...(eventKey ? { eventKey } : {}) }),
      ),
    )
    const cut = await checkAnchor(client, keysFolder)
    return { ...merge(results, await alike, cut), marksChecked: eventKey !== undefined }
  } finally {
    await client.end()
  }
}

/** Batch ranges of equal length; the last one is open, so that it takes the unsealed rows too. */
function split(last: number, parts: number): Pick<RangeTask, 'after' | 'upTo'>[] {
  const size = Math.max(1, Math.ceil(last / parts))
  const starts = Array.from({ length: parts }, (_, at) => at * size).filter(
    (after) => after === 0 || after < last,
  )
  return starts.map((after, at) => (at === starts.length - 1 ? { after } : { after, upTo: after + size }))
}

function inThread(task: RangeTask): Promise<RangeResult> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: task })
    worker.once('message', done)
    worker.once('error', fail)
  })
}

/** Rows under one mark, in the order of the log: the program never writes the same fact twice, so one is a copy. */
async function findAlike(client: pg.Client): Promise<number[][]> {
  const { rows } = await client.query<{ ids: string[] }>(`
    select array_agg(id::text order by tx_id, id) as ids
      from platform.event_log
     where mark in (select mark from platform.event_log group by mark having count(*) > 1 limit 1000)
     group by mark`)
  return rows.map(({ ids }) => ids.map(Number))
}

/** The newest seal this installation made, which the database must still have. */
async function checkAnchor(client: pg.Client, keysFolder: string): Promise<Finding[]> {
  const anchor = readAnchor(keysFolder)
  if (!anchor) return []
  const { rows } = await client.query<{ chain: Buffer }>('select chain from platform.seal where batch = $1', [
    anchor.batch,
  ])
  if (!rows[0]) return [{ kind: 'seal_removed', batch: anchor.batch }]
  return rows[0].chain.toString('hex') === anchor.chain ? [] : [{ kind: 'seal_changed', batch: anchor.batch }]
}

/** One list: a row gone from one batch and found in another was moved, and a changed row has no fitting mark either. */
function merge(results: RangeResult[], alike: number[][], cut: Finding[]): RangeResult {
  const total: RangeResult = { rows: 0, batches: 0, unsealed: 0, findings: [], more: 0 }
  for (const { rows, batches, unsealed, more } of results) {
    total.rows += rows
    total.batches += batches
    total.unsealed += unsealed
    total.more += more
  }
  const all = results.flatMap(({ findings }) => findings)
  const inserted = new Set(all.filter(({ kind }) => kind === 'row_inserted').map(({ id }) => id))
  const removed = new Set(all.filter(({ kind }) => kind === 'row_removed').map(({ id }) => id))
  const named = new Set(all.filter(({ kind }) => kind !== 'row_unmarked').map(({ id }) => id))
  const seals = new Set(all.filter(({ id }) => id === undefined).map(({ batch }) => batch))
  total.findings = all.flatMap((finding): Finding[] => {
    const { kind, id } = finding
    if (kind === 'row_unmarked') return named.has(id) ? [] : [finding]
    if (kind === 'row_removed' && inserted.has(id)) return [{ ...finding, kind: 'row_moved' }]
    if (kind === 'row_inserted' && removed.has(id)) return []
    return [finding]
  })
  for (const ids of alike) {
    const [, ...copies] = ids.filter((id) => !named.has(id))
    for (const id of copies) total.findings.push({ kind: 'row_copied', id })
  }
  total.findings.push(...cut.filter(({ batch }) => !seals.has(batch)))
  return total
}
