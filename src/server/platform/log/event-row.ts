/** One row of the event log and the two digests that protect it: its mark at writing, its leaf in the seal. */
import { hmacOf, sha256Of } from '#server/crafts/crypto/sha256.ts'

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
  /** Eight bytes no other row has; null in rows written before there were nonces. */
  nonce: Buffer | null
}

/** How many bytes a nonce has. */
export const nonceLength = 8

/** The content as text: an array of all fields, so that no two contents share an encoding. */
export function encodeEvent(event: EventContent): string {
  const fields = [
    event.name,
    event.subjectId,
    event.data,
    event.actorKind,
    event.actorId,
    event.agencyId,
    event.purpose,
    event.requestId,
    event.occurredAt.getTime(),
  ]
  if (event.nonce) fields.push(event.nonce.toString('hex'))
  return JSON.stringify(fields)
}

/** The mark (HMAC-SHA-256) only this program can set: a row inserted behind its back has none that fits. */
export function markEvent(key: Buffer, event: EventContent): Buffer {
  return markEncoded(key, encodeEvent(event))
}

/** The mark of an event already encoded. */
export function markEncoded(key: Buffer, encoded: string): Buffer {
  return hmacOf(key, encoded)
}

/** Where a row stands in the log. */
export interface Place {
  tx: bigint | string
  id: number
}

/** The leaf of the Merkle tree: the row's place in the log, its content and its mark. */
export function leafOfEvent(place: Place, mark: Uint8Array, event: EventContent): Buffer {
  return leafOfEncoded(place, mark, encodeEvent(event))
}

/** The leaf of an event already encoded. */
export function leafOfEncoded({ tx, id }: Place, mark: Uint8Array, encoded: string): Buffer {
  return sha256Of(`\0${tx}:${id}`, mark, encoded)
}
