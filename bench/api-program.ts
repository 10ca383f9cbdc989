/** The built program on a database that keeps what it commits, and a client system's token for it. */

import { openToolDatabase } from '#tools/tool-database.ts'
import { openDataFolder, startDemo } from './demo-program.ts'

export interface ApiProgram {
  baseUrl: string
  /** The owner of the tables, for the reference written by plain SQL. */
  migratorUrl: string
  token: string
  stop(): Promise<void>
}

export async function startApi(dossiers: number): Promise<ApiProgram> {
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
  const token = await clientToken(program.baseUrl)
  return { baseUrl: program.baseUrl, migratorUrl, token, stop: program.stop }
}

async function clientToken(baseUrl: string): Promise<string> {
  const { renewClientSecret } = await import('#server/modules/identity/index.ts')
  const { system } = await import('#server/platform/actor.ts')
  const { pool } = await import('#server/platform/database.ts')
  const { perform } = await import('#server/platform/work.ts')
  const clientId = 'he-thong-thu'
  const secret = await perform(system, (work) => renewClientSecret(work, clientId))
  await pool.end()
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret ?? '',
  })
  const answer = await fetch(`${baseUrl}/api/v1/oauth/token`, { method: 'POST', body })
  const { access_token } = (await answer.json()) as { access_token: string }
  return access_token
}
