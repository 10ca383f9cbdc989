/** A list as a spreadsheet (XLSX, ISO/IEC 29500): what clerks take along into their own tables. */
import { createThread } from '#server/crafts/threads/thread.ts'

/** So many rows one sheet holds at most. */
export const mostSheetRows = 10_000
/** So many characters a cell holds, in every program that reads the format. */
const mostCharacters = 32_767

export interface SheetColumn {
  title: string
  /** `day` takes `2026-11-29`, `moment` an instant; what is no such value stays text. */
  kind: 'text' | 'number' | 'day' | 'moment'
  /** In characters. */
  width: number
}

export type SheetValue = string | number | Date | null

export interface Sheet {
  /** At most 31 characters; what a name may not hold is left out. */
  name: string
  /** Lines above the table: whose it is, of when. */
  heading: readonly string[]
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetValue[])[]
}

export class SheetTooLong extends Error {}

const setting = createThread<Sheet, Uint8Array>({
  file: 'src/server/crafts/sheet/worker.ts',
  name: 'setting a spreadsheet',
  timeLimit: 60_000,
  maximumWaiting: 20,
  waitingEach: 3,
  resourceLimits: { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 512 },
})

/**
 * The file. A text is text whatever it begins with: nothing in it is ever computed. Throws `SheetTooLong` where there are more
 * rows than `mostSheetRows` or a cell holds more than the format allows: nothing is cut off unseen. Works in a thread of its
 * own with bounded memory and time, where everyone has a turn before any `asker` has a second.
 */
export async function writeSheet(sheet: Sheet, asker?: string): Promise<Uint8Array> {
  if (sheet.rows.length > mostSheetRows) throw new SheetTooLong(`${sheet.rows.length} rows`)
  const isLong = (value: SheetValue | undefined) => typeof value === 'string' && value.length > mostCharacters
  if (sheet.rows.some((row) => row.some(isLong))) throw new SheetTooLong('a cell')
  return setting.ask(sheet, asker)
}

/** Ends the thread at once; the next call starts it again. For a graceful stop. */
export const stopSheets = setting.stop
