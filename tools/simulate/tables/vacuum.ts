import { DatabaseClient } from '#server/platform/database/database-client.ts'

/** On two connections, the first tables first: one alone mostly waits for the disk. */
export async function vacuumTables(url: string, tables: readonly string[]): Promise<void> {
  const waiting = [...tables]
  const work = async () => {
    const client = new DatabaseClient(url)
    await client.connect()
    try {
      for (let table = waiting.shift(); table; table = waiting.shift())
        await client.query(`vacuum analyze ${table}`)
    } finally {
      await client.end()
    }
  }
  await Promise.all([work(), work()])
}
