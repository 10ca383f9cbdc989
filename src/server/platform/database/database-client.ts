/** One PostgreSQL connection by an address that may name several hosts, as libpq's do; node-postgres takes one only. */
import pg from 'pg'

export interface Host {
  host: string
  port: number
}

/** A PostgreSQL address in its parts. */
export interface DatabaseAddress {
  user: string
  password: string
  database: string
  hosts: Host[]
  /** Which server may be taken: any, or one that accepts writes. */
  target: 'any' | 'read-write'
  /** The same address with one of its hosts alone. */
  at(host: Host): string
}

/**
 * Reads `postgres://user:password@a,b:5433/name?target_session_attrs=read-write`; undefined where that is no such
 * address. Where several hosts are named, one that accepts writes is what this program needs, said or not.
 */
export function readDatabaseAddress(text: string): DatabaseAddress | undefined {
  const scheme = /^postgres(?:ql)?:\/\//.exec(text)?.[0]
  if (!scheme) return undefined
  const rest = text.slice(scheme.length)
  const slash = rest.indexOf('/')
  const authority = slash < 0 ? rest : rest.slice(0, slash)
  const path = slash < 0 ? '' : rest.slice(slash)
  const at = authority.lastIndexOf('@')
  const hosts = authority
    .slice(at + 1)
    .split(',')
    .map(readHost)
  const login = authority.slice(0, at + 1)
  const whole = hosts.every((host) => host !== undefined) ? hosts : []
  const [first] = whole
  const one = (host: Host) => `${scheme}${login}${host.host}:${host.port}${path}`
  const parsed = first && URL.parse(one(first))
  if (!parsed || parsed.pathname.length < 2) return undefined
  const wanted = parsed.searchParams.get('target_session_attrs')
  if (wanted !== null && !['any', 'read-write', 'primary'].includes(wanted)) return undefined
  return {
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    hosts: whole,
    target: wanted === 'any' || (wanted === null && whole.length === 1) ? 'any' : 'read-write',
    at: one,
  }
}

function readHost(text: string): Host | undefined {
  const [, bracketed, name, port] = /^(?:(\[[0-9a-f:.]+\])|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const host = bracketed ?? name
  return host === undefined ? undefined : { host, port: Number(port ?? 5432) }
}

/** How long a host that answered as the right one is taken for that without asking again. */
const trustMs = 5_000
const answerMs = 5_000
const chosen = new Map<string, { host: Promise<Host>; until: number }>()

/** A client that connects to the host which can be written to, wherever that has gone since. */
export class DatabaseClient extends pg.Client {
  readonly #url: string | undefined

  constructor(config?: string | pg.ClientConfig) {
    const settings: pg.ClientConfig =
      typeof config === 'string' ? { connectionString: config } : { ...config }
    const address = readDatabaseAddress(settings.connectionString ?? '')
    const [first] = address?.hosts ?? []
    const isChoice = first && address && address.target !== 'any'
    super(isChoice ? { ...settings, connectionString: address.at(first) } : settings)
    this.#url = isChoice ? settings.connectionString : undefined
  }

  override connect(): Promise<this>
  override connect(callback: (error: Error) => void): void
  override connect(callback?: (error: Error) => void): Promise<this> | undefined {
    const url = this.#url
    if (!url && callback) {
      super.connect(callback)
      return undefined
    }
    if (!url) return super.connect().then(() => this)
    const going = (async () => {
      const { host, port } = await chooseHost(url)
      this.host = host.replace(/^\[|\]$/g, '')
      this.port = port
      // Lost, it may be because another host has taken over: the next connection asks again.
      this.once('end', () => chosen.delete(url))
      try {
        await super.connect()
      } catch (error) {
        chosen.delete(url)
        throw error
      }
      return this
    })()
    if (!callback) return going
    going.then(() => (callback as (error?: Error) => void)(), callback)
    return undefined
  }
}

/** A host that accepts writes. Those that ask at the same time share the answer. */
function chooseHost(url: string): Promise<Host> {
  const known = chosen.get(url)
  if (known && known.until > Date.now()) return known.host
  const host = findWritable(url)
  chosen.set(url, { host, until: Date.now() + trustMs })
  host.catch(() => chosen.delete(url))
  return host
}

async function findWritable(url: string): Promise<Host> {
  const address = readDatabaseAddress(url)
  if (!address) throw new Error('not a PostgreSQL address')
  // All at once, and the first that may be written to: a host that is switched off must not cost its time-out.
  const answers = address.hosts.map(async (host) => {
    if (await isWritable(address.at(host))) return host
    throw Object.assign(new Error('no host accepts writes'), { code: '25006' })
  })
  try {
    return await Promise.any(answers)
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error
  }
}

async function isWritable(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      `select not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as writable`,
    )
    return rows[0].writable
  } finally {
    await client.end().catch(() => {})
  }
}
