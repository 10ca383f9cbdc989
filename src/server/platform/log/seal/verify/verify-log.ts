/** Finds every row changed, removed or inserted behind the program's back, from the database and the public keys. */
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { readAsProgram } from '../../../act-as.ts'
import { DatabaseClient } from '../../../database/database-client.ts'
import type { AnchorLine, BatchSpan } from '../anchor/anchor-line.ts'
import type { Keyring } from '../anchor/anchors.ts'
import type { Finding } from '../finding.ts'
import { readOwnSealKey, readPublicSealKeys } from '../keys.ts'
import { compareAnchors, surveyAnchors } from './verify-anchors.ts'
import type { RangeResult, RangeTask } from './verify-range.ts'

/** What a signed line of the anchor states of the past: found, and known. */
export interface Known {
  kind: AnchorLine['kind'] | 'rows_alike'
  at?: Date
  batch?: number
  lost?: BatchSpan
  reason?: string
  by?: string
  place?: string
  /** Rows alike, written in one millisecond before there were nonces. */
  ids?: number[]
}

export interface Verification extends Omit<RangeResult, 'unmarked'> {
  known: Known[]
  /** False where the key of the marks is not at hand: rows not yet sealed cannot be judged. */
  marksChecked: boolean
}

export interface VerifyOptions {
  /** A role that may read the whole log. */
  url: string
  /** Holds the public seal keys, the anchor and the key of the marks. */
  keysFolder: string
  /** Other folders that hold the anchor; those the anchor names are read anyway. */
  anchors?: readonly string[]
}

/** Reads the whole log once, on every processor. Right also while events are written and sealed. */
export async function verifyLog({ url, keysFolder, anchors = [] }: VerifyOptions): Promise<Verification> {
  const [eventKey, actorKey] = ['event', 'actor'].map((name) => {
    const keyFile = join(keysFolder, `${name}.key`)
    return existsSync(keyFile) ? readFileSync(keyFile) : undefined
  })
  const keyring = await openKeyring(keysFolder)
  // Before the snapshot: what the anchor has confirmed by now, the snapshot must hold.
  const survey = await surveyAnchors(keysFolder, anchors, keyring)

  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await readAsProgram(client, actorKey)
    const { rows } = await client.query<{ snapshot: string; last: string }>(
      'select pg_export_snapshot() as snapshot, (select coalesce(max(batch), 0) from platform.seal) as last',
    )
    const { snapshot = '', last = '0' } = rows[0] ?? {}
    const publicKeys = trustedKeys(keyring, survey.anchors.lead?.last.line)
    const ranges = split(Number(last), Math.min(8, availableParallelism()))
    const alike = findAlike(client)
    alike.catch(() => {})
    const results = await Promise.all(
      ranges.map((range) =>
        inThread({
          url,
          snapshot,
          publicKeys,
          ...range,
          ...(eventKey ? { eventKey } : {}),
          ...(actorKey ? { actorKey } : {}),
        }),
      ),
    )
    const sides = await alike
    const outside = [
      ...survey.findings,
      ...(await compareAnchors(client, survey)),
      ...(await checkSequence(client)),
    ]
    const { unmarked, ...merged } = merge(results, sides.copies, outside)
    const known = [...survey.decisions.map(toKnown), ...sides.doubles]
    const isEventKeySwapped = merged.rows > 0 && unmarked === merged.rows
    const total = isEventKeySwapped ? withoutUnmarked(merged) : merged
    return { ...total, known, marksChecked: eventKey !== undefined }
  } finally {
    await client.end()
  }
}

/** The public keys at hand, and which of them is this installation's own, where its secret half lies beside them. */
async function openKeyring(keysFolder: string): Promise<Keyring> {
  const own = await readOwnSealKey(keysFolder)
  return { own: own?.id, publicKeys: readPublicSealKeys(keysFolder) }
}

/** Only keys the anchor names: a public key laid beside the others does not make its seals good. */
function trustedKeys({ publicKeys }: Keyring, line: AnchorLine | undefined): ReadonlyMap<string, Uint8Array> {
  if (!line) return publicKeys
  return new Map([...publicKeys].filter(([id]) => line.keys.includes(id)))
}

function toKnown({ kind, at, batch, lost, reason, by, place }: AnchorLine): Known {
  const said = {
    ...(lost && { lost }),
    ...(reason && { reason }),
    ...(by && { by }),
    ...(place && { place }),
  }
  return { kind, at: new Date(at), batch, ...said }
}

/** Not one row has a fitting mark: it is the key that is another. */
function withoutUnmarked<Result extends { findings: Finding[]; more: number }>(result: Result): Result {
  const others = result.findings.filter(({ kind }) => kind !== 'row_unmarked')
  return { ...result, findings: [...others, { kind: 'key_changed', key: 'event' }], more: 0 }
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

interface Alike {
  /** Numbers of rows under one mark, in the order of the log: the first is the original. */
  copies: number[][]
  doubles: Known[]
}

/**
 * Rows under one mark. A nonce makes two equal facts differ, so one is a copy. Before there were nonces, two equal facts
 * of one millisecond were alike: known where both were sealed at once, when no copy of a sealed row could be.
 */
async function findAlike(client: pg.Client): Promise<Alike> {
  const { rows } = await client.query<{ ids: string[]; batches: (string | null)[]; has_nonce: boolean }>(`
    select array_agg(e.id::text order by e.tx_id, e.id) as ids, bool_or(e.nonce is not null) as has_nonce,
           array_agg(distinct s.batch::text) as batches
      from platform.event_log e
      left join lateral (
        select batch from platform.seal
         where (last_tx, last_id) >= (e.tx_id, e.id) order by last_tx, last_id limit 1
      ) s on true
     where mark in (select mark from platform.event_log group by mark having count(*) > 1 limit 1000)
     group by e.mark`)
  const alike: Alike = { copies: [], doubles: [] }
  for (const { ids, batches, has_nonce } of rows) {
    const isDouble = !has_nonce && batches.length === 1 && batches[0] !== null
    if (isDouble) alike.doubles.push({ kind: 'rows_alike', ids: ids.map(Number) })
    else alike.copies.push(ids.map(Number))
  }
  return alike
}

/** The counter of the log's numbers stands at the highest or after it, whoever writes meanwhile. */
async function checkSequence(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ last: string | null; highest: string; readable: boolean }>(`
    select (select last_value::text from pg_sequences
             where schemaname = 'platform' and sequencename = 'event_log_id_seq') as last,
           has_sequence_privilege('platform.event_log_id_seq', 'select') as readable,
           (select coalesce(max(id), 0)::text from platform.event_log) as highest`)
  const [{ last, highest, readable } = { last: null, highest: '0', readable: false }] = rows
  return readable && Number(last ?? 0) < Number(highest)
    ? [{ kind: 'sequence_reset', id: Number(highest) }]
    : []
}

/** One list: a row gone from one batch and found in another was moved, and a changed row has no fitting mark either. */
function merge(results: RangeResult[], alike: number[][], outside: Finding[]): RangeResult {
  const total: RangeResult = { rows: 0, batches: 0, unsealed: 0, unmarked: 0, findings: [], more: 0 }
  for (const { rows, batches, unsealed, unmarked, more } of results) {
    total.rows += rows
    total.unmarked += unmarked
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
  const judged = new Set(all.map(({ id }) => id))
  for (const ids of alike) {
    const [, ...copies] = ids.filter((id) => !judged.has(id))
    for (const id of copies) total.findings.push({ kind: 'row_copied', id })
  }
  total.findings.push(
    ...outside.filter(({ batch, id }) => (batch === undefined || !seals.has(batch)) && !judged.has(id ?? 0)),
  )
  return total
}
