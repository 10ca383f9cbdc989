/** The built program on a database that keeps what it commits, and client systems' tokens for it. */
import pg from 'pg'
import { openToolDatabase } from '#tools/postgres/tool-database.ts'
import { openDataFolder, startDemo } from './demo-program.ts'

export interface ApiProgram {
  baseUrl: string
  pid: number
  /** The owner of the tables, for the reference written by plain SQL. */
  migratorUrl: string
  /** One for each of as many client systems: their limits stay on, as in a province with many of them. */
  tokens: readonly string[]
  stop(): Promise<void>
}

export async function startApi(dossiers: number, clients = 1): Promise<ApiProgram> {
  const data = openDataFolder()
  const program = await startDemo(data, dossiers)
  const { url, migratorUrl } = await openToolDatabase({ ...process.env, NHIP_DATA: data })
  // Read by the program's own modules, which are imported only now.
  Object.assign(process.env, {
    DATABASE_URL: url,
    NHIP_DATA: data,
    NHIP_DEMO: 'true',
    ORIGIN: program.baseUrl,
  })
  const tokens = await clientTokens(program.baseUrl, migratorUrl, clients)
  return { baseUrl: program.baseUrl, pid: program.pid, migratorUrl, tokens, stop: program.stop }
}

/** Client systems beside the demo's, entrusted with what it is entrusted with. */
async function clientTokens(baseUrl: string, migratorUrl: string, count: number): Promise<string[]> {
  const { openClientAccount, renewClientSecret } = await import(
    '#server/modules/identity/tokens/client-tokens.ts'
  )
  const { system } = await import('#server/platform/actor.ts')
  const { pool } = await import('#server/platform/database/database.ts')
  const { perform } = await import('#server/facts.ts')
  const ids = Array.from({ length: count }, (_, index) =>
    index === 0 ? 'he-thong-thu' : `he-thong-${index}`,
  )
  const secrets: string[] = []
  for (const clientId of ids) {
    secrets.push(
      await perform(system, async (work) => {
        await openClientAccount(work, { clientId, name: `Hệ thống ${clientId}` })
        return (await renewClientSecret(work, clientId)) ?? ''
      }),
    )
  }
  await pool.end()
  const migrator = new pg.Client(migratorUrl)
  await migrator.connect()
  await migrator.query(
    `insert into identity.role_grant (id, account_id, role, agency_id, valid_from, valid_to, granted_by, decision)
     select gen_random_uuid(), other.id, g.role, g.agency_id, g.valid_from, g.valid_to, g.granted_by, g.decision
       from identity.account demo join identity.role_grant g on g.account_id = demo.id
       join identity.account other on other.login = any ($1) and other.id <> demo.id
      where demo.login = 'he-thong-thu' and not exists (select from identity.role_grant had where had.account_id = other.id)`,
    [ids],
  )
  await migrator.end()
  const tokens: string[] = []
  for (const [index, client_id] of ids.entries()) {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id,
      client_secret: secrets[index] ?? '',
    })
    const answer = await fetch(`${baseUrl}/api/v1/oauth/token`, { method: 'POST', body })
    const { access_token } = (await answer.json()) as { access_token: string }
    tokens.push(access_token)
  }
  return tokens
}
