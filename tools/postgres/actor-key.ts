/** Brings the program's key for actors to the database, where row policies check what it signs. As the tables' owner. */
import { join } from 'node:path'
import { claimOf, padsOf } from '#server/platform/act-as.ts'
import { system } from '#server/platform/actor.ts'
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { openKeyFile } from '#server/platform/key-file.ts'
import { StartFailure } from '../start/start-failure.ts'

/** The database takes this folder's key from now on. Repeating changes nothing. */
export async function installActorKey(migratorUrl: string, dataFolder: string): Promise<void> {
  const { inner, outer } = padsOf(openKeyFile(join(dataFolder, 'keys'), 'actor'))
  const client = new DatabaseClient({ connectionString: migratorUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(
      `insert into platform.actor_key as known (inner_pad, outer_pad) values ($1, $2)
       on conflict (only_one) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad, set_at = now()
        where known.inner_pad <> excluded.inner_pad`,
      [inner, outer],
    )
  } finally {
    await client.end()
  }
}

/** Refuses a folder whose key the database does not know: whatever the program did would be nobody's doing. */
export async function checkActorKey(url: string, dataFolder: string): Promise<void> {
  const client = new DatabaseClient({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const key = openKeyFile(join(dataFolder, 'keys'), 'actor')
    await client.query('select platform.act_as($1, $2)', claimOf(system, key))
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new StartFailure(
      `Cơ sở dữ liệu không nhận khóa ${join(dataFolder, 'keys', 'actor.key')}: chép lại thư mục keys/ đã dùng với nó, hoặc đặt MIGRATOR_URL để ghi khóa này vào.`,
    )
  } finally {
    await client.end()
  }
}
