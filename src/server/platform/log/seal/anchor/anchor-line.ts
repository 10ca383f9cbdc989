/** A line of the anchor: what the program knows of its seals, chained to the line before and signed. */
import { createHash } from 'node:crypto'
import { type SealKey, verifySeal } from '#server/crafts/crypto/seal-key.ts'

/** A batch and the end of the chain there. */
export interface SealPoint {
  batch: number
  /** In hexadecimal. */
  chain: string
}

/** A batch about to be written to the database: enough to write it again to the letter. */
export interface ComingSeal extends SealPoint {
  lastTx: string
  lastId: number
  /** Milliseconds. */
  sealedAt: number
  /** The last of many batches committed at once with the rows they hold: gone with them if that commit did not happen. */
  isLoad?: true
}

/** Seals that are no longer in the database. Both ends included. */
export interface BatchSpan {
  first: number
  last: number
}

export type AnchorKind =
  /** The first line of an installation. */
  | 'opened'
  /** `coming` is about to be committed. */
  | 'sealing'
  /** The database holds `batch`. */
  | 'sealed'
  /** The database was brought back to an earlier moment: the seals of `lost` are given up. */
  | 'given_up'
  /** The database went on after this anchor was copied: the anchor was brought up to it. */
  | 'caught_up'
  /** A person decided that sealing goes on from the database as it is. */
  | 'accepted'
  /** `place` begins to hold the anchor. */
  | 'joined'
  /** `place` lacked lines and was given them. */
  | 'completed'

/** What a line states beside its place in the chain of lines. */
export interface AnchorFacts extends SealPoint {
  kind: AnchorKind
  coming?: ComingSeal
  /** The names of the keys whose seals hold. */
  keys: string[]
  /** The places that hold this anchor. */
  places: string[]
  /** `batch` was accepted by a person and need not verify. */
  isAccepted?: true
  lost?: BatchSpan
  reason?: string
  by?: string
  place?: string
}

export interface AnchorLine extends AnchorFacts {
  /** Counted from 1. */
  line: number
  /** SHA-256 of the line before, in hexadecimal; of nothing for the first. */
  previous: string
  /** Milliseconds. */
  at: number
  /** The name of the key that signs the line. */
  key: string
}

/** No line is longer, in bytes. */
export const longestLine = 16_384

/** The line after `before`, without its line end. */
export function writeAnchorLine(
  key: SealKey,
  before: { line: number; text: string } | undefined,
  facts: AnchorFacts,
): string {
  const line: AnchorLine = {
    line: (before?.line ?? 0) + 1,
    previous: hashLine(before?.text ?? ''),
    at: Date.now(),
    key: key.id,
    ...facts,
  }
  const body = JSON.stringify(line)
  const text = `${body} ${key.sign(signed(body)).toString('base64')}`
  if (Buffer.byteLength(text) >= longestLine) throw new RangeError('a line of the anchor is too long')
  return text
}

/** What a line says, whoever wrote it; undefined for text that is no line. */
export function readAnchorLine(text: string): AnchorLine | undefined {
  try {
    const line = JSON.parse(text.slice(0, text.lastIndexOf(' '))) as AnchorLine
    return typeof line?.line === 'number' && typeof line.previous === 'string' ? line : undefined
  } catch {
    return undefined
  }
}

/** Whether the key that the line names has signed it. */
export function isSignedBy(publicKey: Uint8Array, text: string): boolean {
  const end = text.lastIndexOf(' ')
  return verifySeal(publicKey, signed(text.slice(0, end)), Buffer.from(text.slice(end + 1), 'base64'))
}

export function hashLine(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function signed(body: string): Buffer {
  return Buffer.from(`nhip/anchor/1\n${body}`)
}
