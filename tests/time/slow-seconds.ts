import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { database } from '#server/platform/database/database.ts'

/**
 * How many seconds a task takes, by a second in which this process also gets its turn and the database its answer: one
 * that a slow machine stretches as it stretches the task.
 */
export async function slowSecondsOf(task: Promise<unknown>): Promise<number> {
  let isOver = false
  let seconds = 0
  const over = task.finally(() => {
    isOver = true
  })
  const counting = (async () => {
    while (!isOver) {
      await Promise.race([over, rest(1_000)])
      await sql`select 1`.execute(database)
      if (!isOver) seconds += 1
    }
  })()
  await Promise.all([over, counting])
  return seconds
}
