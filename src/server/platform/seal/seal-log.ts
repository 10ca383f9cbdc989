/** Puts committed events under seal. */
import { sql } from 'kysely'
import { system } from '#server/platform/actor.ts'
import { chainStart, type SealKey } from '#server/platform/crypto/seal-key.ts'
import { type EventContent, encodeEvent } from '#server/platform/event-row.ts'
import type { Cursor } from '#server/platform/feed.ts'
import { batchSize, type LogRow, openBatch, type SealRow } from '#server/platform/seal/batch.ts'
import { openInstallationSealKey, writeAnchor } from '#server/platform/seal/keys.ts'
import { perform, type Work } from '#server/platform/work.ts'

let opened: Promise<SealKey> | undefined

/** Seals every event that no later commit can overtake. Returns how many; 0 also while another process seals. */
export async function sealLog(): Promise<number> {
  opened ??= openInstallationSealKey()
  const key = await opened
  for (let total = 0; ; ) {
    const sealed = await perform(system, (work) => sealNextBatch(work, key))
    if (!sealed) return total
    writeAnchor(sealed)
    total += sealed.rowCount
    if (sealed.rowCount < batchSize) return total
  }
}

async function sealNextBatch(work: Work, key: SealKey): Promise<SealRow | undefined> {
  const lock = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('platform.seal', 0)) as held`.execute(work.tx)
  if (!lock.rows[0]?.held) return undefined

  const last = await work.tx
    .selectFrom('platform.seal')
    .select(['batch', 'chain', 'lastTx', 'lastId'])
    .orderBy('batch', 'desc')
    .limit(1)
    .executeTakeFirst()
  const after: Cursor = last ? { tx: String(last.lastTx), id: last.lastId } : { tx: '0', id: 0 }
  const rows = await readLog(work, after, batchSize)
  if (rows.length === 0) return undefined

  const batch = openBatch(last ? { batch: last.batch, chain: last.chain } : { batch: 0, chain: chainStart })
  for (const row of rows) batch.append(row)
  const seal = batch.seal(key, work.now)
  await work.tx.insertInto('platform.seal').values(seal).execute()
  return seal
}

interface StoredRow extends EventContent {
  id: number
  tx: string
  mark: Buffer
}

async function readLog({ tx: transaction }: Work, after: Cursor, limit: number): Promise<LogRow[]> {
  const { rows } = await sql<StoredRow>`
    select id, tx_id::text as tx, name, subject_id, data::text as data, actor_kind, actor_id, agency_id, purpose,
           request_id, occurred_at, mark
      from platform.event_log
     where (tx_id, id) > (${after.tx}::xid8, ${after.id}::bigint)
       and tx_id < pg_snapshot_xmin(pg_current_snapshot())
     order by event_log.tx_id, event_log.id
     limit ${limit}`.execute(transaction)
  return rows.map(({ id, tx, mark, ...content }) => ({ id, tx, mark, encoded: encodeEvent(content) }))
}
