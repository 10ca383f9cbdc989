/** Numbers given out one after the other, going on after those already in the database. */
import type pg from 'pg'
import type { CopyTable } from './copy-table.ts'

export interface Numbers {
  /** `series`: its columns, a space between. */
  next(series: string): number
  /** The last number of each series, in place of what was there. */
  store(client: pg.ClientBase, table: CopyTable): Promise<void>
}

/** `columns` name the series; the column `last` holds the number it has reached. */
export async function readNumbers(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
): Promise<Numbers> {
  const { rows } = await client.query<{ key: string; last: number }>(
    `select concat_ws(' ', ${columns.join(', ')}) as key, last from ${table}`,
  )
  const reached = new Map(rows.map(({ key, last }) => [key, last]))
  return {
    next(series) {
      const number = (reached.get(series) ?? 0) + 1
      reached.set(series, number)
      return number
    },
    async store(db, copy) {
      await db.query(`delete from ${table}`)
      for (const [key, last] of reached) copy.add(...key.split(' '), last)
    },
  }
}
