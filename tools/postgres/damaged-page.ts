/** PostgreSQL names a damaged page by file and number; people need the table. */
import { to as copyTo } from 'pg-copy-streams'
import { DatabaseClient } from '#server/platform/database/database-client.ts'

const sayings = [
  // reading: invalid page, unreadable blocks; copying: a wrong checksum
  /invalid page in block (\d+) of relation "?(?:base|global)\/(?:(\d+)\/)?(\d+)/,
  /could not read blocks? (\d+)(?:\.\.\d+)? in file "(?:base|global)\/(?:(\d+)\/)?(\d+)/,
  /page verification failed|checksum verification failed in file "(?:\.\/)?(?:base|global)\/(?:(\d+)\/)?(\d+)[^"]*", block (\d+)/,
]

/** Which page of which table, if the failure speaks of one; in one line. */
export async function describeDamage(url: string, error: unknown): Promise<string | undefined> {
  const { code, message = '' } = error as { code?: string; message?: string }
  const page = readPage(message)
  if (page) {
    const relation = await nameOf(url, page.file).catch(() => undefined)
    const table = relation ?? `tệp ${page.file}`
    return `Cơ sở dữ liệu hỏng trên đĩa: trang ${page.block} của ${table}`
  }
  // Data that contradicts itself, or an index that does, with PostgreSQL's own words for where.
  if (code === 'XX001' || code === 'XX002') return `Cơ sở dữ liệu hỏng trên đĩa: ${message.split('\n')[0]}`
  return undefined
}

function readPage(message: string): { file: number; block: number } | undefined {
  const [reading, blocks, copying] = sayings.map((saying) => saying.exec(message))
  const found = reading ?? blocks
  if (found) return { file: Number(found[3]), block: Number(found[1]) }
  return copying?.[2] ? { file: Number(copying[2]), block: Number(copying[3]) } : undefined
}

/**
 * What may lie behind a failure: its own page if it names one, and the first damaged page of each table, read from end to
 * end. Empty where the disk is not the reason.
 */
export async function listDamage(url: string, failure: unknown): Promise<string[]> {
  const named = await describeDamage(url, failure)
  const found = new Set(named ? [named] : [])
  for (const table of await listTables(url)) {
    const client = await connect(url)
    try {
      const stream = client.query(copyTo(`copy ${table} to stdout (format binary)`))
      for await (const _ of stream);
    } catch (error) {
      const damage = await describeDamage(url, error)
      if (damage) found.add(damage)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return [...found]
}

async function listTables(url: string): Promise<string[]> {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
        where relkind = 'r' and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema') order by 1`,
    )
    return rows.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function connect(url: string): Promise<DatabaseClient> {
  const client = new DatabaseClient({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** `bảng platform.event_log`, `chỉ mục …`, or the table whose long values lie there. */
async function nameOf(url: string, file: number): Promise<string | undefined> {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ kind: string; name: string; owner: string | null }>(
      `select c.relkind as kind, c.oid::regclass::text as name,
              (select t.oid::regclass::text from pg_class t where t.reltoastrelid = c.oid) as owner
         from pg_class c where c.oid = pg_filenode_relation(0, $1)`,
      [file],
    )
    const [found] = rows
    if (!found) return undefined
    if (found.owner) return `bảng ${found.owner} (phần giá trị dài)`
    return `${found.kind === 'i' ? 'chỉ mục' : 'bảng'} ${found.name}`
  } finally {
    await client.end()
  }
}
