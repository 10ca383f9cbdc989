/** The database and the role of the application in the embedded PostgreSQL. */
import pg from 'pg'

/** Makes both where they are missing; the role gets this password in any case, whatever a backup says. */
export async function createApplicationDatabase(superuserUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${superuserUrl}postgres` })
  await client.connect()
  try {
    const { rows } = await client.query(`
      select exists (select from pg_roles where rolname = 'nhip') as role,
             exists (select from pg_database where datname = 'nhip') as database`)
    const login = `role nhip login password ${pg.escapeLiteral(password)}`
    // A database brought back from a backup knows another password.
    await client.query(`${rows[0].role ? 'alter' : 'create'} ${login}`)
    if (!rows[0].database) await client.query('create database nhip')
  } finally {
    await client.end()
  }
}
