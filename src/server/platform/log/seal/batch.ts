/** A batch of the event log under one signature. */
import { createHash } from 'node:crypto'
import { createMerkleTree } from '#server/crafts/crypto/merkle.ts'
import { chainHash, type SealKey } from '#server/crafts/crypto/seal-key.ts'
import { leafOfEncoded } from '../event-row.ts'
import { encodeRowList } from './row-list.ts'

/** A row of `platform.event_log` in feed order. */
export interface LogRow {
  tx: string
  id: number
  mark: Buffer
  /** Its content as `encodeEvent` writes it. */
  encoded: string
}

/** A row of `platform.seal`. */
export interface SealRow {
  batch: number
  lastTx: string
  lastId: number
  rowCount: number
  rows: Buffer
  root: Buffer
  chain: Buffer
  signature: Buffer
  keyId: string
  sealedAt: Date
}

/** The most rows under one signature. */
export const batchSize = 10_000

export interface SealingBatch {
  append(row: LogRow): void
  count(): number
  /** The row that seals what was appended, linked to the batch before. */
  seal(key: SealKey, sealedAt: Date): SealRow
}

/** Collects rows, which must come in feed order, after the batch `previous`. */
export function openBatch(previous: { batch: number; chain: Buffer }): SealingBatch {
  const tree = createMerkleTree()
  const listed: { id: number; leaf: Buffer }[] = []
  let last: LogRow | undefined
  return {
    append(row) {
      const leaf = leafOfEncoded(row, row.mark, row.encoded)
      tree.append(leaf)
      listed.push({ id: row.id, leaf })
      last = row
    },
    count: () => listed.length,
    seal(key, sealedAt) {
      const first = listed[0]
      if (!first || !last) throw new Error('a batch seals at least one row')
      const root = tree.root()
      const unsigned = {
        batch: previous.batch + 1,
        lastTx: last.tx,
        lastId: last.id,
        rowCount: listed.length,
        rows: encodeRowList(listed),
        root,
        chain: chainOf(previous.chain, root, listed.length, first.id, last.id),
        keyId: key.id,
        sealedAt,
      }
      return { ...unsigned, signature: key.sign(statementOf(unsigned)) }
    },
  }
}

/** The link of a batch to the one before. */
export function chainOf(previous: Buffer, root: Buffer, count: number, first: number, last: number): Buffer {
  return chainHash(previous, root, count, { first: BigInt(first), last: BigInt(last) })
}

/** What the signature covers: every column of the seal. */
export function statementOf(seal: Omit<SealRow, 'signature'>): Buffer {
  return Buffer.from(
    JSON.stringify([
      'nhip/seal/1',
      seal.batch,
      seal.lastTx,
      seal.lastId,
      seal.rowCount,
      createHash('sha256').update(seal.rows).digest('hex'),
      seal.root.toString('hex'),
      seal.chain.toString('hex'),
      seal.keyId,
      seal.sealedAt.getTime(),
    ]),
  )
}
