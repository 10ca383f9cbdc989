/** A table kept as text (RFC 4180 and its kin): parted by comma, semicolon, tab or bar, whichever parts it most evenly. */
import { CsvError, parse } from 'csv-parse/sync'
import { SourceStopped } from '../refusals.ts'
import type { Cell, Grid } from './grid.ts'
import { mostColumns } from './grid.ts'

const separators = [',', ';', '\t', '|']
const looked = 200_000
const mostLooked = 200

export function readCsv(text: string): Grid {
  const delimiter = separatorOf(text)
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      info: true,
      max_record_size: 1_000_000,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    let at = 1
    const rows = records.map(({ info, record }) => {
      if (record.length > mostColumns) throw new SourceStopped('too-large', { row: info.lines })
      // It tells the line a record ends in; the next begins behind it.
      const row = { at, cells: record.map(asMeant) }
      at = info.lines + 1
      return row
    })
    return { name: '', rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new SourceStopped('unreadable', { row: Number(error.lines ?? 0) || 1 })
  }
}

/** `="00123"` is how tables keep the noughts of a number. */
function asMeant(cell: string): Cell {
  if (cell === '') return null
  return cell.startsWith('="') && cell.endsWith('"') ? cell.slice(2, -1) : cell
}

/** The one by which most lines have the same number of parts, and more than one. */
function separatorOf(text: string): string {
  const lines = linesOf(text.slice(0, looked))
  const judged = separators.map((separator) => {
    const counts = new Map<number, number>()
    for (const line of lines) {
      const count = line.filter((letter) => letter === separator).length
      if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1)
    }
    const [[width = 0, often = 0] = []] = [...counts].toSorted(
      ([width, often], [otherWidth, otherOften]) => otherOften - often || otherWidth - width,
    )
    return { separator, worth: often * (1 + Math.log2(1 + width)) }
  })
  const [best] = judged.toSorted((one, other) => other.worth - one.worth)
  return best && best.worth > 0 ? best.separator : ','
}

/** The separators of each line that stand outside quotation marks. */
function linesOf(text: string): string[][] {
  const lines: string[][] = [[]]
  let isQuoted = false
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === '\n' && !isQuoted) {
      if (lines.length >= mostLooked) break
      lines.push([])
    } else if (!isQuoted && separators.includes(letter)) lines.at(-1)?.push(letter)
  }
  return lines
}
