/** One row of the event log and the two digests that protect it: its mark at writing, its leaf in the seal. */
import { createHash, createHmac } from 'node:crypto'

export interface EventContent {
  name: string
  subjectId: string
  /** JSON text exactly as stored: the column type `json` keeps it to the letter. */
  data: string
  actorKind: string
  actorId: string | null
  agencyId: string | null
  purpose: string | null
  requestId: string | null
  occurredAt: Date
}

/** The content as bytes: each field with its length before it, so that no two contents share an encoding. */
export function encodeEvent(event: EventContent): string {
  return JSON.stringify([
    event.name,
    event.subjectId,
    event.data,
    event.actorKind,
    event.actorId,
    event.agencyId,
    event.purpose,
    event.requestId,
    event.occurredAt.getTime(),
  ])
}

/** The mark (HMAC-SHA-256) only this program can set: a row inserted behind its back has none that fits. */
export function markEvent(key: Buffer, event: EventContent): Buffer {
  return createHmac('sha256', key).update(encodeEvent(event)).digest()
}

/** The leaf of the Merkle tree: the row's place in the log, its content and its mark. */
export function leafOfEvent(id: number, mark: Uint8Array, event: EventContent): Buffer {
  return createHash('sha256')
    .update(Uint8Array.of(0))
    .update(String(id))
    .update(mark)
    .update(encodeEvent(event))
    .digest()
}
