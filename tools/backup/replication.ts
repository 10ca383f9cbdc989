/** PostgreSQL's streaming replication protocol, as much of it as a physical copy needs (no pg_basebackup is shipped). */
import type { Writable } from 'node:stream'
import type pg from 'pg'
import { DatabaseClient, readDatabaseAddress } from '#server/platform/database/database-client.ts'
import { StartFailure } from '../start/start-failure.ts'

/** What node-postgres hands to a query object; its types leave these out. */
interface Message {
  fields?: (string | Buffer | null)[]
  chunk?: Buffer
}
interface Connection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  stream: { pause(): void; resume(): void; destroy(error?: Error): void }
}

/** As `connectReplication`; what its administrator has to allow is said in words. */
export async function openReplication(url: string): Promise<pg.Client> {
  try {
    return await connectReplication(url)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code !== '42501' && code !== '28000') throw error
    const user = readDatabaseAddress(url)?.user
    throw new StartFailure(
      `Vai trò ${user} không được chép cả cơ sở dữ liệu (${message}).\n` +
        `Người quản trị PostgreSQL cho phép một lần: alter role ${user} replication\n` +
        'hoặc tự sao lưu bằng pg_basebackup, pgBackRest…; khi đó: npm run backup -- DIR --without-database',
    )
  }
}

/** A connection in replication mode that stays bound to one database, so that its ordinary rule of pg_hba.conf lets it in. */
async function connectReplication(url: string): Promise<pg.Client> {
  const client = new DatabaseClient({
    connectionString: url,
    replication: 'database',
    application_name: 'nhip backup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  } as pg.ClientConfig)
  client.on('error', () => {})
  await client.connect()
  return client
}

export interface SystemIdentity {
  systemId: string
  timeline: number
  /** Up to where the log has been written to the disk. */
  position: bigint
}

export async function identifySystem(client: pg.Client): Promise<SystemIdentity> {
  const { rows } = await client.query('IDENTIFY_SYSTEM')
  return {
    systemId: String(rows[0].systemid),
    timeline: Number(rows[0].timeline),
    position: readPosition(rows[0].xlogpos),
  }
}

/** `0/16B3748` as a number of bytes. */
export function readPosition(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

export function writePosition(position: bigint): string {
  return `${(position >> 32n).toString(16)}/${(position & 0xffffffffn).toString(16)}`.toUpperCase()
}

export interface BaseBackup {
  start: bigint
  end: bigint
  timeline: number
}

/**
 * Copies the whole cluster as one tar into `out`, with the log that makes it consistent. What the server noticed on
 * the way, such as a page whose checksum is wrong, goes to `onNotice`.
 */
export async function takeBaseBackup(
  client: pg.Client,
  out: Writable,
  onNotice: (message: string) => void,
): Promise<BaseBackup> {
  // Holds the log of the copy until it is in it, however busy the server is; it goes with this connection.
  const slot = `nhip_base_${process.pid}_${Date.now().toString(36)}`
  await client.query(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY PHYSICAL RESERVE_WAL`)
  const listen = (notice: { message?: string | undefined }) => onNotice(notice.message ?? '')
  client.on('notice', listen)
  try {
    const rows = await copyOut(client, `BASE_BACKUP (LABEL 'nhip', CHECKPOINT 'fast', WAL true)`, out)
    const [start, ...others] = rows
    const end = others.at(-1)
    // Between the two lies one row for each tablespace; the first is the cluster itself.
    if (!start || !end || others.length > 2)
      throw new Error('tablespaces outside the data folder are not copied')
    return {
      start: readPosition(String(start[0])),
      end: readPosition(String(end[0])),
      timeline: Number(end[1]),
    }
  } finally {
    client.off('notice', listen)
  }
}

/** Runs a command that answers with rows and one copied stream, whose parts begin with a letter that names them. */
function copyOut(client: pg.Client, text: string, out: Writable): Promise<(string | Buffer | null)[][]> {
  return new Promise((done, fail) => {
    const rows: (string | Buffer | null)[][] = []
    let failure: Error | undefined
    let archives = 0
    let stream: Connection['stream'] | undefined
    const onBroken = (error: Error) => {
      failure ??= error
      stream?.destroy(error)
    }
    const onDrain = () => stream?.resume()
    out.on('drain', onDrain).on('error', onBroken)
    const end = (finish: () => void) => {
      out.off('drain', onDrain).off('error', onBroken)
      // The last answer may come in one piece with data that made us pause: the connection must go on being read.
      stream?.resume()
      finish()
    }
    client.query({
      submit(connection: Connection) {
        stream = connection.stream
        connection.query(text)
      },
      handleRowDescription() {},
      handleDataRow: ({ fields = [] }: Message) => void rows.push(fields),
      handleCommandComplete() {},
      handleCopyData({ chunk }: Message) {
        if (!chunk || chunk.length === 0) return
        const letter = String.fromCharCode(chunk[0] ?? 0)
        if (letter === 'n') archives++
        // The parser goes on using its memory: what is kept must be ours.
        if (letter !== 'd' || archives !== 1) return
        if (!out.write(Buffer.from(chunk.subarray(1)))) stream?.pause()
      },
      handleError: (error: Error) => end(() => fail(failure ?? error)),
      handleReadyForQuery: () => end(() => (failure ? fail(failure) : done(rows))),
    } as unknown as pg.Submittable)
  })
}

/** A physical slot keeps the log for whoever follows it. Repeating is safe. */
export async function createSlot(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`CREATE_REPLICATION_SLOT ${name} PHYSICAL RESERVE_WAL`)
  } catch (error) {
    if ((error as { code?: string }).code !== '42710') throw error
  }
}

/** The file that says from which timeline this one branched off. */
export async function readTimelineHistory(
  client: pg.Client,
  timeline: number,
): Promise<{ name: string; content: string }> {
  const { rows } = await client.query(`TIMELINE_HISTORY ${timeline}`)
  return { name: rows[0].filename, content: Buffer.from(rows[0].content).toString('utf8') }
}

export interface LogStream {
  /** Tells the server that everything before this is safe with us: it may let go of it. */
  confirm(position: bigint): void
  /** Settles when the server or `stop` has ended the stream. */
  ended: Promise<void>
  stop(): void
  /** Gives the stream up: what arrived cannot be kept. */
  fail(error: Error): void
}

/** Follows the write-ahead log from `from` on. `take` gets its bytes in order, synchronously. */
export function streamLog(
  client: pg.Client,
  { slot, from, timeline }: { slot: string; from: bigint; timeline: number },
  take: (position: bigint, bytes: Buffer) => void,
): LogStream {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  ended.catch(() => {})
  let wire: Connection | undefined
  let confirmed = from
  let stopping = false
  const confirm = (position: bigint) => {
    confirmed = position
    wire?.sendCopyFromChunk(statusOf(position))
  }
  const fail = (error: Error) => {
    reject(error)
    wire?.stream.destroy(error)
  }
  client.once('end', () => (stopping ? resolve() : reject(new Error('the log stream was cut off'))))
  client.query({
    submit(connection: Connection) {
      wire = connection
      connection.query(`START_REPLICATION SLOT ${slot} PHYSICAL ${writePosition(from)} TIMELINE ${timeline}`)
    },
    handleRowDescription() {},
    handleDataRow() {},
    handleCommandComplete() {},
    handleCopyData({ chunk }: Message) {
      if (!chunk) return
      try {
        // 'w': start, end and time of 8 bytes each, then the log. 'k': end and time, then whether an answer is due.
        if (chunk[0] === 0x77) take(chunk.readBigUInt64BE(1), chunk.subarray(25))
        else if (chunk[0] === 0x6b && chunk[17] === 1) confirm(confirmed)
      } catch (error) {
        fail(error as Error)
      }
    },
    handleError: (error: Error) => (stopping ? resolve() : reject(error)),
    handleReadyForQuery: () => resolve(),
  } as unknown as pg.Submittable)
  return {
    confirm,
    ended,
    fail,
    stop() {
      stopping = true
      wire?.stream.destroy()
    },
  }
}

/** Standby status update: written, flushed and applied up to here. */
function statusOf(position: bigint): Buffer {
  const message = Buffer.alloc(34)
  message[0] = 0x72
  for (const at of [1, 9, 17]) message.writeBigUInt64BE(position, at)
  // Microseconds since 2000.
  message.writeBigInt64BE(BigInt(Date.now() - Date.UTC(2000, 0, 1)) * 1000n, 25)
  return message
}
