/** The event log of the past: facts in the order of their time, each marked, leafed and sealed as a lived one. */

import type { SealKey } from '#server/platform/crypto/seal-key.ts'
import type { EventContent } from '#server/platform/event-row.ts'
import { markEvent } from '#server/platform/event-row.ts'
import { batchSize, openBatch, type SealRow } from '#server/platform/seal/batch.ts'
import { bytea, type CopyTable } from './copy-table.ts'

export interface PastEvent {
  at: number
  name: string
  subjectId: string
  data: object
  actorKind: string
  actorId: string | null
  agencyId: string | null
  /** Done when its turn comes: numbers in registers follow the order of time. */
  onWrite?: (() => void) | undefined
}

export interface PastLog {
  add(event: PastEvent): void
  /** Writes every fact before `end`, in order. */
  writeUntil(end: number): void
  finish(): void
  lastId(): number
}

export function openPastLog(options: {
  table: CopyTable
  seals: CopyTable
  eventKey: Buffer
  sealKey: SealKey
  tx: string
  firstId: number
  previous: { batch: number; chain: Buffer }
}): PastLog {
  const { table, seals, eventKey, sealKey, tx } = options
  /** Facts still to come, by the hour they fall in. */
  const waiting = new Map<number, PastEvent[]>()
  let id = options.firstId - 1
  let previous = options.previous
  let batch = openBatch(previous)
  let lastAt = new Date(0)

  function write(event: PastEvent): void {
    event.onWrite?.()
    id += 1
    lastAt = new Date(event.at)
    const content: EventContent = {
      name: event.name,
      subjectId: event.subjectId,
      data: JSON.stringify(event.data),
      actorKind: event.actorKind,
      actorId: event.actorId,
      agencyId: event.agencyId,
      purpose: null,
      requestId: null,
      occurredAt: lastAt,
    }
    const mark = markEvent(eventKey, content)
    table.add(
      id,
      tx,
      content.name,
      content.subjectId,
      content.data,
      content.actorKind,
      content.actorId,
      content.agencyId,
      lastAt,
      bytea(mark),
    )
    batch.append({ tx, id, mark, content })
    if (batch.count() === batchSize) sealBatch()
  }

  function sealBatch(): void {
    const seal: SealRow = batch.seal(sealKey, lastAt)
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
    previous = { batch: seal.batch, chain: seal.chain }
    batch = openBatch(previous)
  }

  const hour = 3_600_000
  return {
    add(event) {
      const slot = Math.floor(event.at / hour)
      const list = waiting.get(slot)
      if (list) list.push(event)
      else waiting.set(slot, [event])
    },
    writeUntil(end) {
      const slots = [...waiting.keys()].filter((slot) => (slot + 1) * hour <= end).sort((a, b) => a - b)
      for (const slot of slots) {
        const events = waiting.get(slot) ?? []
        waiting.delete(slot)
        // Sorting is stable: facts of one instant stay in the order they were added.
        events.sort((a, b) => a.at - b.at)
        for (const event of events) write(event)
      }
    },
    finish() {
      this.writeUntil(Number.MAX_SAFE_INTEGER)
      if (batch.count() > 0) sealBatch()
    },
    lastId: () => id,
  }
}
