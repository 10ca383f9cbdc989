/** Verifies a run of batches, and the unsealed rows after the last, against the log as it lies in the database. */
import pg from 'pg'
import { merkleRoot } from '#server/crafts/crypto/merkle.ts'
import { chainStart, verifySeal } from '#server/crafts/crypto/seal-key.ts'
import { createMarker } from '#server/crafts/crypto/sha256.ts'
import { readAsProgram } from '../../../act-as.ts'
import { DatabaseClient } from '../../../database/database-client.ts'
import { type EventContent, encodeEvent, leafOfEncoded } from '../../event-row.ts'
import { chainOf, type SealRow, statementOf } from '../batch.ts'
import { copyRows, type Fields } from '../copy-rows.ts'
import type { Finding } from '../finding.ts'
import { decodeRowList, type ListedRow, shortLength } from '../row-list.ts'

export interface RangeTask {
  url: string
  /** The snapshot all ranges read. */
  snapshot: string
  /** Batches after this one … */
  after: number
  /** … up to this one; without it also the rows no batch holds yet. */
  upTo?: number
  /** Absent where the key of the marks is not at hand. */
  eventKey?: Uint8Array
  /** Needed where the tables' owner does not read. */
  actorKey?: Uint8Array
  publicKeys: ReadonlyMap<string, Uint8Array>
}

export interface RangeResult {
  rows: number
  batches: number
  unsealed: number
  findings: Finding[]
  /** Rows whose mark does not fit. */
  unmarked: number
  /** Findings beyond those listed. */
  more: number
}

const mostFindings = 1_000

const columns = `id, tx_id::text, name, subject_id::text, data::text, actor_kind, actor_id::text, agency_id, purpose,
  request_id, occurred_at, mark, nonce`

interface ReadRow {
  id: number
  tx: bigint
  leaf: Buffer
}

export async function verifyRange(task: RangeTask): Promise<RangeResult> {
  const client = new DatabaseClient({ connectionString: task.url })
  const seals = new DatabaseClient({ connectionString: task.url })
  await Promise.all([client.connect(), seals.connect()])
  const result: RangeResult = { rows: 0, batches: 0, unsealed: 0, unmarked: 0, findings: [], more: 0 }
  const find = (finding: Finding) => {
    if (finding.kind === 'row_unmarked') result.unmarked++
    if (result.findings.length < mostFindings) result.findings.push(finding)
    else result.more++
  }
  try {
    for (const connection of [client, seals]) {
      await connection.query('begin isolation level repeatable read read only')
      await connection.query(`set transaction snapshot ${pg.escapeLiteral(task.snapshot)}`)
      await readAsProgram(connection, task.actorKey)
      await connection.query('set local enable_sort = off')
    }
    await walk(task, client, seals, result, find)
    return result
  } finally {
    await Promise.all([client.end(), seals.end()])
  }
}

async function walk(
  task: RangeTask,
  client: pg.Client,
  sealClient: pg.Client,
  result: RangeResult,
  find: (finding: Finding) => void,
): Promise<void> {
  const before = await readSeal(sealClient, `batch <= ${task.after} order by batch desc`)
  const last =
    task.upTo === undefined
      ? undefined
      : await readSeal(sealClient, `batch <= ${task.upTo} order by batch desc`)
  const rows = readRows(client, task, before, last, find)
  let chunk: ReadRow[] = []
  let at = 0

  /** Rows up to a place in the feed, in order. */
  const takeUpTo = async (tx: bigint, id: number): Promise<ReadRow[]> => {
    const taken: ReadRow[] = []
    for (;;) {
      for (let row = chunk[at]; row; row = chunk[++at]) {
        if (row.tx > tx || (row.tx === tx && row.id > id)) return taken
        taken.push(row)
      }
      const next = await rows.next()
      if (next.done) return taken
      chunk = next.value
      at = 0
      result.rows += chunk.length
    }
  }

  let previous: SealRow | undefined = before
  // Rows read under a seal that cannot be trusted: the next good one says which are its own.
  let unattributed: ReadRow[] | undefined
  for await (const seal of readSeals(sealClient, task)) {
    result.batches++
    const expected = (previous?.batch ?? 0) + 1
    for (let batch = expected; batch < seal.batch; batch++) find({ kind: 'seal_removed', batch })
    const isWhole = seal.batch === expected
    const listed = checkSeal(task, seal, isWhole ? (previous?.chain ?? chainStart) : undefined)
    previous = seal
    if (!listed) {
      find({ kind: 'seal_changed', batch: seal.batch })
      unattributed ??= []
      continue
    }
    const taken = await takeUpTo(BigInt(seal.lastTx), seal.lastId)
    compare(seal, listed, taken, isWhole && !unattributed, find)
    unattributed = undefined
  }
  if (task.upTo !== undefined) return
  // The tail: no seal yet, so each row stands by its mark alone.
  const end = await endOfTransactions(sealClient)
  const takeTail = (tail: readonly ReadRow[]) => {
    result.unsealed += tail.length
    for (const { id, tx } of tail) if (tx >= end) find({ kind: 'row_moved', id })
  }
  takeTail(chunk.slice(at))
  for await (const tail of rows) {
    result.rows += tail.length
    takeTail(tail)
  }
}

/** No row that can be seen is of this transaction or a later one: put there, it would never be sealed. */
async function endOfTransactions(client: pg.Client): Promise<bigint> {
  const { rows } = await client.query<{ end: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as end',
  )
  return BigInt(rows[0]?.end ?? 0)
}

/** The rows a seal lists; undefined if the seal is not as it was signed and chained. */
function checkSeal(
  task: RangeTask,
  seal: SealRow,
  previousChain: Buffer | undefined,
): ListedRow[] | undefined {
  const key = task.publicKeys.get(seal.keyId)
  if (!key || !verifySeal(key, statementOf(seal), seal.signature)) return undefined
  const listed = decodeRowList(seal.rows)
  const first = listed?.[0]
  if (!first || listed.length !== seal.rowCount) return undefined
  if (previousChain) {
    const chain = chainOf(previousChain, seal.root, seal.rowCount, first.id, seal.lastId)
    if (!chain.equals(seal.chain)) return undefined
  }
  return listed
}

/** Names every row that is not as the seal has it. `isExact`: no row but the listed ones may be there. */
function compare(
  seal: SealRow,
  listed: ListedRow[],
  found: ReadRow[],
  isExact: boolean,
  find: (finding: Finding) => void,
): void {
  const { batch } = seal
  const wanted = new Map(listed.map((row) => [row.id, row.short]))
  const own = isExact ? found : found.filter(({ id }) => wanted.has(id))
  const isSame =
    own.length === listed.length &&
    listed.every(
      ({ id, short }, at) =>
        own[at]?.id === id && own[at].leaf.compare(short, 0, shortLength, 0, shortLength) === 0,
    )
  if (isSame) {
    if (!merkleRoot(own.map(({ leaf }) => leaf)).equals(seal.root)) find({ kind: 'batch_differs', batch })
    return
  }
  const present = new Map(own.map((row) => [row.id, row.leaf]))
  const name = (kind: Finding['kind'], id: number) => find({ kind, batch, id })
  for (const { id, short } of listed) {
    const leaf = present.get(id)
    if (!leaf) name('row_removed', id)
    else if (leaf.compare(short, 0, shortLength, 0, shortLength) !== 0) name('row_changed', id)
  }
  for (const { id } of own) if (!wanted.has(id)) name('row_inserted', id)
}

/** The rows of the range in feed order; a mark that does not fit is a finding of its own. */
async function* readRows(
  client: pg.ClientBase,
  { eventKey }: Pick<RangeTask, 'eventKey'>,
  before: SealRow | undefined,
  last: Pick<SealRow, 'lastTx' | 'lastId'> | undefined,
  find: (finding: Finding) => void,
): AsyncGenerator<ReadRow[]> {
  const bounds = [
    before && `(tx_id, id) > (${pg.escapeLiteral(before.lastTx)}::xid8, ${before.lastId}::bigint)`,
    last && `(tx_id, id) <= (${pg.escapeLiteral(last.lastTx)}::xid8, ${last.lastId}::bigint)`,
  ].filter((bound) => bound !== undefined)
  const where = bounds.length > 0 ? `where ${bounds.join(' and ')}` : ''
  const markOf = eventKey && createMarker(eventKey)
  for await (const chunk of copyRows(
    client,
    `select ${columns} from platform.event_log ${where} order by event_log.tx_id, event_log.id`,
  )) {
    yield chunk.map((fields) => {
      const { id, tx, mark, content } = readRow(fields)
      const encoded = encodeEvent(content)
      if (markOf && !markOf(encoded).equals(mark)) find({ kind: 'row_unmarked', id })
      return { id, tx, leaf: leafOfEncoded({ tx, id }, mark, encoded) }
    })
  }
}

function readRow(fields: Fields): { id: number; tx: bigint; mark: Buffer; content: EventContent } {
  const text = (at: number): string => fields[at]?.toString('utf8') ?? ''
  const optional = (at: number): string | null => fields[at]?.toString('utf8') ?? null
  return {
    id: Number(fields[0]?.readBigInt64BE()),
    tx: BigInt(text(1)),
    mark: fields[11] ?? Buffer.alloc(0),
    content: {
      name: text(2),
      subjectId: text(3),
      data: text(4),
      actorKind: text(5),
      actorId: optional(6),
      agencyId: optional(7),
      purpose: optional(8),
      requestId: optional(9),
      occurredAt: new Date(readInstant(fields[10])),
      nonce: fields[12] ?? null,
    },
  }
}

/** PostgreSQL counts microseconds from 2000. The program writes whole milliseconds: a fraction is someone else's. */
function readInstant(field: Buffer | null | undefined): number {
  const microseconds = Number(field?.readBigInt64BE() ?? 0n)
  return microseconds % 1000 === 0 ? microseconds / 1000 + Date.UTC(2000, 0, 1) : Number.NaN
}

const sealColumns = `batch, last_tx::text as "lastTx", last_id as "lastId", row_count as "rowCount", rows, root, chain,
  signature, key_id as "keyId",
  case when sealed_at = date_trunc('milliseconds', sealed_at) then sealed_at end as "sealedAt"`

/** The seal of this batch. */
export function findSeal(client: pg.ClientBase, batch: number): Promise<SealRow | undefined> {
  return readSeal(client, `batch = ${batch}`)
}

/** The end of the chain, in hexadecimal, if the rows up to `last` were sealed after `before`. */
export async function chainOfRows(
  client: pg.ClientBase,
  before: SealRow | undefined,
  last: Pick<SealRow, 'lastTx' | 'lastId'>,
): Promise<string> {
  const rows: ReadRow[] = []
  for await (const chunk of readRows(client, {}, before, last, () => {})) rows.push(...chunk)
  const root = merkleRoot(rows.map(({ leaf }) => leaf))
  const ends = [rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0] as const
  return chainOf(before?.chain ?? chainStart, root, rows.length, ...ends).toString('hex')
}

async function readSeal(client: pg.ClientBase, condition: string): Promise<SealRow | undefined> {
  const { rows } = await client.query(`select ${sealColumns} from platform.seal where ${condition} limit 1`)
  return rows[0] && toSeal(rows[0])
}

async function* readSeals(client: pg.Client, { after, upTo }: RangeTask): AsyncGenerator<SealRow> {
  const end = upTo === undefined ? '' : `and batch <= ${upTo}`
  await client.query(`declare seals cursor for
    select ${sealColumns} from platform.seal where batch > ${after} ${end} order by batch`)
  for (;;) {
    const { rows } = await client.query('fetch 200 from seals')
    if (rows.length === 0) return
    yield* rows.map(toSeal)
  }
}

function toSeal(row: Record<string, unknown>): SealRow {
  const seal = row as unknown as SealRow
  // The program writes whole milliseconds: a fraction is someone else's.
  const sealedAt = seal.sealedAt ?? new Date(Number.NaN)
  return { ...seal, batch: Number(seal.batch), lastId: Number(seal.lastId), sealedAt }
}
