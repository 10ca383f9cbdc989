/** The event log of the past: facts in the order of their time, each marked, leafed and sealed as a lived one. */
import type pg from 'pg'
import { chainStart } from '#server/crafts/crypto/seal-key.ts'
import { followers } from '#server/facts.ts'
import type { Event } from '#server/platform/events.ts'
import { loadKey } from '#server/platform/keys.ts'
import { encodeEvent, markEncoded, nonceLength } from '#server/platform/log/event-row.ts'
import { batchSize, openBatch } from '#server/platform/log/seal/batch.ts'
import { openInstallationSealKey } from '#server/platform/log/seal/keys.ts'
import { bytea, text } from './tables/copy-table.ts'
import type { PastTables } from './tables/past-tables.ts'

const hour = 3_600_000

export interface PastEvent extends Event {
  at: number
  actorKind: string
  actorId: string | null
  agencyId: string | null
  /** Done when its turn comes: numbers in registers follow the order of time. */
  onWrite: (() => void) | undefined
}

export interface PastLog {
  add(event: PastEvent): void
  /** Writes every fact before `end`, in order. */
  writeUntil(end: number): void
  finish(): void
  /** How many facts were written. */
  count(): number
  /** Lets the present go on after it: the next number, and what has been followed so far: all of it. */
  handOver(client: pg.ClientBase): Promise<void>
}

/** A log that goes on after what the database holds. All of it carries the number of the client's transaction. */
export async function openPastLog(client: pg.ClientBase, { events, seals }: PastTables): Promise<PastLog> {
  const { tx, last, ...previous } = await readEnd(client)
  const eventKey = loadKey('event')
  const sealKey = await openInstallationSealKey()
  /** Facts still to come, by the hour they fall in. */
  const waiting = new Map<number, PastEvent[]>()
  let id = last
  let batch = openBatch(previous)
  let lastAt = new Date(0)

  function write(event: PastEvent): void {
    event.onWrite?.()
    id += 1
    lastAt = new Date(event.at)
    const { subjectId, actorKind, actorId, agencyId } = event
    const name = event.type.eventName
    const data = JSON.stringify(event.data)
    // A row's number is its alone, and the same from the same seed.
    const nonce = Buffer.alloc(nonceLength)
    nonce.writeBigUInt64BE(BigInt(id))
    const fact = { name, subjectId, data, actorKind, actorId, agencyId, occurredAt: lastAt, nonce }
    const encoded = encodeEvent({ ...fact, purpose: null, requestId: null })
    const mark = markEncoded(eventKey, encoded)
    const stored = [lastAt, bytea(nonce), bytea(mark)] as const
    events.add(id, tx, name, subjectId, text(data), actorKind, actorId, agencyId, ...stored)
    batch.append({ tx, id, mark, encoded })
    if (batch.count() === batchSize) sealBatch()
  }

  function sealBatch(): void {
    const seal = batch.seal(sealKey, lastAt)
    seals.add(
      seal.batch,
      seal.lastTx,
      seal.lastId,
      seal.rowCount,
      bytea(seal.rows),
      bytea(seal.root),
      bytea(seal.chain),
      bytea(seal.signature),
      seal.keyId,
      seal.sealedAt,
    )
    batch = openBatch(seal)
  }

  function writeUntil(end: number): void {
    const slots = [...waiting.keys()].filter((slot) => (slot + 1) * hour <= end).sort((a, b) => a - b)
    for (const slot of slots) {
      const due = waiting.get(slot) ?? []
      waiting.delete(slot)
      // Sorting is stable: facts of one instant stay in the order they were added.
      due.sort((a, b) => a.at - b.at)
      for (const event of due) write(event)
    }
  }

  return {
    add(event) {
      const slot = Math.floor(event.at / hour)
      const list = waiting.get(slot)
      if (list) list.push(event)
      else waiting.set(slot, [event])
    },
    writeUntil,
    finish() {
      writeUntil(Number.MAX_SAFE_INTEGER)
      if (batch.count() > 0) sealBatch()
    },
    count: () => id - last,
    async handOver(db) {
      await db.query(`select setval(pg_get_serial_sequence('platform.event_log', 'id'), $1)`, [
        Math.max(1, id),
      ])
      await db.query(
        `insert into platform.follower (name, tx, last_id) select name, $1::text::xid8, $2::bigint from unnest($3::text[]) as name
         on conflict (name) do update set tx = excluded.tx, last_id = excluded.last_id`,
        [tx, id, followers.map(({ name }) => name)],
      )
    },
  }
}

/** Where the log and its seals end now. */
async function readEnd(client: pg.ClientBase) {
  const { rows } = await client.query<{ tx: string; last: string; batch: string; chain: Buffer | null }>(`
    select pg_current_xact_id()::text as tx, coalesce((select max(id) from platform.event_log), 0)::int8 as last,
           coalesce((select max(batch) from platform.seal), 0)::int8 as batch,
           (select chain from platform.seal order by batch desc limit 1) as chain`)
  const [end] = rows
  if (!end) throw new Error('no answer about the end of the log')
  return { tx: end.tx, last: Number(end.last), batch: Number(end.batch), chain: end.chain ?? chainStart }
}
