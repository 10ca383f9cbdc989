import type { Work } from '#server/platform/work.ts'
import { type Day, dayOf, readStock, type Stock } from './queries.ts'

/** What moves by the second, and the day it was counted for. */
export interface StockNow extends Stock {
  today: Day
}

/** Open dossiers, and what was received and done today, as they stand. */
export async function readStockNow({ tx, now }: Work): Promise<StockNow> {
  const today = dayOf(now)
  return { today, ...(await readStock(tx, today)) }
}
