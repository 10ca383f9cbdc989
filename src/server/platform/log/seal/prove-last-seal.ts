/** Before anything is signed: is the newest seal in the database the one the program made last? */
import { sql } from 'kysely'
import { merkleRoot } from '#server/crafts/crypto/merkle.ts'
import { chainStart, type SealKey, verifySeal } from '#server/crafts/crypto/seal-key.ts'
import type { Work } from '../../work.ts'
import { type EventContent, encodeEvent, leafOfEncoded } from '../event-row.ts'
import type { Cursor } from '../feed.ts'
import type { AnchorLine, ComingSeal, SealPoint } from './anchor/anchor-line.ts'
import type { Keyring } from './anchor/anchors.ts'
import { batchSize, chainOf, type LogRow, openBatch, type SealRow, statementOf } from './batch.ts'
import type { Finding } from './finding.ts'
import { decodeRowList } from './row-list.ts'

/** Before the first seal. */
export const noSeal: SealPoint = { batch: 0, chain: chainStart.toString('hex') }

export function pointOf(seal: Pick<SealRow, 'batch' | 'chain'> | undefined): SealPoint {
  return seal ? { batch: seal.batch, chain: seal.chain.toString('hex') } : noSeal
}

export function isSamePoint(a: SealPoint, b: SealPoint): boolean {
  return a.batch === b.batch && a.chain === b.chain
}

/** The newest seal up to this batch; undefined when there is none. */
export async function findNewestSeal({ tx }: Work, upTo?: number): Promise<SealRow | undefined> {
  const { rows } = await sql<SealRow>`
    select batch, last_tx::text as last_tx, last_id, row_count, rows, root, chain, signature, key_id, sealed_at
      from platform.seal ${upTo === undefined ? sql`` : sql`where batch <= ${upTo}`}
     order by batch desc limit 1`.execute(tx)
  return rows[0]
}

/** The rows of the log after a place: up to another, or those that no later commit can overtake. */
export async function readLog(
  { tx: transaction }: Work,
  after: Cursor,
  { upTo, limit }: { upTo?: Cursor; limit: number },
): Promise<LogRow[]> {
  const end = upTo
    ? sql`(tx_id, id) <= (${upTo.tx}::xid8, ${upTo.id}::bigint)`
    : sql`tx_id < pg_snapshot_xmin(pg_current_snapshot())`
  const { rows } = await sql<EventContent & { id: number; tx: string; mark: Buffer }>`
    select id, tx_id::text as tx, name, subject_id, data::text as data, actor_kind, actor_id, agency_id, purpose,
           request_id, occurred_at, nonce, mark
      from platform.event_log
     where (tx_id, id) > (${after.tx}::xid8, ${after.id}::bigint) and ${end}
     order by event_log.tx_id, event_log.id
     limit ${limit}`.execute(transaction)
  return rows.map(({ id, tx, mark, ...content }) => ({ id, tx, mark, encoded: encodeEvent(content) }))
}

/** The place in the log after this seal. */
export function endOf(seal: SealRow | undefined): Cursor {
  return seal ? { tx: seal.lastTx, id: seal.lastId } : { tx: '0', id: 0 }
}

/** How the newest seal in the database differs from what the anchor says; nothing when it is the one. */
export function compareWithAnchor({ batch, chain, coming }: AnchorLine, newest: SealPoint): Finding[] {
  const known = [{ batch, chain }, ...(coming ? [coming] : [])]
  if (known.some((point) => isSamePoint(point, newest))) return []
  if (newest.batch < batch) return [{ kind: 'seal_removed', ...span(newest.batch + 1, batch) }]
  const last = coming?.batch ?? batch
  if (newest.batch > last) return [{ kind: 'anchor_rolled_back', ...span(last + 1, newest.batch) }]
  return [{ kind: 'seal_changed', batch: newest.batch }]
}

/** The batches from `first` to `last` in a finding. */
export function span(first: number, last: number): Pick<Finding, 'batch' | 'upTo'> {
  return first === last ? { batch: first } : { batch: first, upTo: last }
}

/** Whether a seal holds by itself and follows from the one before: its signature, its place in the chain, its rows. */
export async function proveSeal(
  work: Work,
  seal: SealRow,
  keyring: Keyring,
  trusted: readonly string[],
): Promise<Finding[]> {
  const { batch } = seal
  const key = trusted.includes(seal.keyId) ? keyring.publicKeys.get(seal.keyId) : undefined
  const listed = decodeRowList(seal.rows)
  const [first] = listed ?? []
  const before = await findNewestSeal(work, batch - 1)
  const firstMissing = (before?.batch ?? 0) + 1
  if (firstMissing < batch) return [{ kind: 'seal_removed', ...span(firstMissing, batch - 1) }]
  const previous = before?.chain ?? chainStart
  const holds =
    key !== undefined &&
    first !== undefined &&
    verifySeal(key, statementOf(seal), seal.signature) &&
    chainOf(previous, seal.root, seal.rowCount, first.id, seal.lastId).equals(seal.chain)
  if (!holds) return [{ kind: 'seal_changed', batch }]

  const rows = await readLog(work, endOf(before), {
    upTo: endOf(seal),
    limit: seal.rowCount + 1,
  })
  const leaves = rows.map((row) => leafOfEncoded(row, row.mark, row.encoded))
  const isWhole = leaves.length === seal.rowCount && merkleRoot(leaves).equals(seal.root)
  return isWhole ? [] : [{ kind: 'batch_differs', batch }]
}

/** The batch after `newest` as it was announced; undefined where the rows it was to hold are no longer the same. */
export async function sealAgain(
  work: Work,
  key: SealKey,
  coming: ComingSeal,
  newest: SealRow | undefined,
): Promise<SealRow | undefined> {
  const upTo = { tx: coming.lastTx, id: coming.lastId }
  const batch = openBatchAfter(newest)
  for (const row of await readLog(work, endOf(newest), { upTo, limit: batchSize })) batch.append(row)
  if (batch.count() === 0) return undefined
  const seal = batch.seal(key, new Date(coming.sealedAt))
  return isSamePoint(pointOf(seal), coming) ? seal : undefined
}

export function openBatchAfter(newest: SealRow | undefined): ReturnType<typeof openBatch> {
  return openBatch({ batch: newest?.batch ?? 0, chain: newest?.chain ?? chainStart })
}
