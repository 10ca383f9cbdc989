/** A database being filled by a move: nothing works with it, and the next move makes it anew. */
import { DatabaseClient } from '#server/platform/database/database-client.ts'
import { StartFailure } from './start-failure.ts'

/** The schema that marks it. */
export const movingMark = 'nhip_moving'

export async function refuseUnfinishedMove(url: string): Promise<void> {
  const client = new DatabaseClient({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ moving: boolean }>(
      `select to_regnamespace('${movingMark}') is not null as moving`,
    )
    if (!rows[0]?.moving) return
  } finally {
    await client.end()
  }
  throw new StartFailure('Lần chuyển cơ sở dữ liệu đến đây chưa xong: chạy lại npm run move với nguồn cũ.')
}
