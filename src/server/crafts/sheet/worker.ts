/** Sets a spreadsheet in a thread of its own: ten thousand rows take seconds of a core. */
import writeXlsxFile, { type CellObject, type Row } from 'write-excel-file/node'
import { answerThread } from '#server/crafts/threads/answer-thread.ts'
import type { Sheet, SheetColumn, SheetValue } from './write-sheet.ts'

/** What every cell looks like. */
const bordered = { wrap: true, alignVertical: 'top', borderStyle: 'thin' } as const

answerThread<Sheet, Uint8Array>(async ({ name, heading, columns, rows }) => {
  const above = heading.map((line): Row => [text(line, { fontWeight: 'bold' })])
  const titles = columns.map(({ title }) => text(title, { ...bordered, fontWeight: 'bold', align: 'center' }))
  const sheet = [
    ...above,
    titles,
    ...rows.map((row) => columns.map(({ kind }, at) => cellOf(row[at] ?? null, kind))),
  ]
  const file = await writeXlsxFile(
    sheet,
    {
      sheet: name.replace(/[[\]/\\:*?]/g, ' ').slice(0, 31) || '1',
      columns: columns.map(({ width }) => ({ width })),
      orientation: 'landscape',
      stickyRowsCount: above.length + 1,
    },
    { fontFamily: 'Times New Roman', fontSize: 12 },
  ).toBuffer()
  // Bytes of its own, so that they can be handed over.
  return new Uint8Array(file)
})

function cellOf(value: SheetValue, kind: SheetColumn['kind']): CellObject {
  if (value === null || value === '') return { ...bordered }
  if (typeof value === 'number') return { ...bordered, type: Number, value }
  if (value instanceof Date)
    return { ...bordered, type: Date, value: inVietnam(value), format: 'dd/mm/yyyy hh:mm' }
  if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return { ...bordered, type: Date, value: new Date(`${value}T00:00:00Z`), format: 'dd/mm/yyyy' }
  return text(value, bordered)
}

/** Of the type text whatever it begins with: no program computes it. */
function text(value: string, style: Partial<CellObject>): CellObject {
  // The format reads `_x0041_` as the letter A: what was written so stays so (ISO/IEC 29500-1, 22.9.2.19).
  return { ...style, type: String, value: value.replace(/_x[0-9A-Fa-f]{4}_/g, '_x005F$&') }
}

/** The format knows no time zone: the clock of Viet Nam is written. */
function inVietnam(instant: Date): Date {
  return new Date(instant.getTime() + 7 * 3_600_000)
}
