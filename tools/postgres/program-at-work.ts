/** A database the program works on is not one to be copied or settled meanwhile. */
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { StartFailure } from '../start/start-failure.ts'

/** Refuses while any process of the program, on any machine, is connected to this database. */
export async function refuseWhileRunning(url: string, which: string, verb: string): Promise<void> {
  const client = new DatabaseClient({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name like 'nhip%' limit 1`,
    )
    if (rows[0]) {
      throw new StartFailure(
        `Chương trình đang dùng cơ sở dữ liệu ${which} (${rows[0].name}): dừng mọi máy rồi ${verb}.`,
      )
    }
  } finally {
    await client.end()
  }
}
