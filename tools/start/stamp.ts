/** What a database was prepared with, kept as the comment of its schema `platform`: it travels with every backup. */
import pg from 'pg'
import { z } from 'zod'
import { DatabaseClient } from '#server/platform/database/database-client.ts'

const Stamp = z.object({
  /** Fingerprint of the migrations, the province's data and the program that loaded them. */
  data: z.string(),
  /** The last migration it went through. */
  migration: z.string().optional(),
  province: z.string(),
  /** Holds demo people, signed in by anyone. */
  demo: z.boolean(),
  /** The simulated past is whole. */
  simulated: z.boolean(),
})
export type Stamp = z.infer<typeof Stamp>

export async function readStamp(url: string): Promise<Stamp | undefined> {
  const text = await query(
    url,
    `select obj_description(to_regnamespace('platform')::oid, 'pg_namespace') as text`,
  )
  if (!text?.startsWith('{')) return undefined
  return Stamp.safeParse(JSON.parse(text)).data
}

export async function writeStamp(migratorUrl: string, stamp: Stamp): Promise<void> {
  await query(migratorUrl, `comment on schema platform is ${pg.escapeLiteral(JSON.stringify(stamp))}`)
}

async function query(url: string, text: string): Promise<string | undefined> {
  const client = new DatabaseClient({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<{ text: string | null }>(text)).rows[0]?.text ?? undefined
  } finally {
    await client.end()
  }
}
