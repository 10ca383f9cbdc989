import type { Budget } from '#server/crafts/reading-budget.ts'
import { unreadable } from './refusals.ts'

/** One row of a table kept as text: its cells, trimmed, and the very text it was read from. */
export interface Row {
  /** The line of the file it begins in, from 1. */
  line: number
  raw: string
  cells: string[]
}

export const mostRows = 10_000
const mostCells = 100
const longestRow = 4_000

/**
 * The rows of a table kept as text (RFC 4180), parted by comma, semicolon or tab, whichever parts the most; those without any
 * text are left out. Refuses a table that is longer or wider than a statement is, and a quotation that does not end.
 */
export function readRows(text: string, budget: Budget): Row[] {
  budget.takeBytes(text.length)
  const separator = separatorOf(text, budget)
  const rows: Row[] = []
  let row = { at: 0, line: 1, cells: [] as string[] }
  let cell = ''
  let isQuoted = false
  let line = 1

  const endCell = () => {
    row.cells.push(unwrapped(cell))
    cell = ''
    if (row.cells.length > mostCells) throw unreadable('too_wide', row.line)
  }
  const endRow = (end: number) => {
    endCell()
    const raw = text.slice(row.at, end)
    if (raw.length > longestRow) throw unreadable('too_wide', row.line)
    if (row.cells.some((one) => one !== '')) rows.push({ line: row.line, raw, cells: row.cells })
    if (rows.length > mostRows) throw unreadable('too_long')
  }
  for (let at = 0; at < text.length; at++) {
    budget.step()
    const character = text[at] ?? ''
    if (character === '\n') line += 1
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (character === '"' && cell.trim() === '') {
      cell = ''
      isQuoted = true
    } else if (character === separator) endCell()
    else if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) {
      endRow(text[at - 1] === '\r' && character === '\n' ? at - 1 : at)
      row = { at: at + 1, line, cells: [] }
    } else cell += character
    if (cell.length > longestRow) throw unreadable('too_wide', row.line)
  }
  if (isQuoted) throw unreadable('open_quotation', row.line)
  endRow(text.length)
  return rows
}

function separatorOf(text: string, budget: Budget): string {
  const counts = new Map([',', ';', '\t'].map((one) => [one, 0]))
  for (const character of text.slice(0, 20_000)) {
    budget.step()
    const count = counts.get(character)
    if (count !== undefined) counts.set(character, count + 1)
  }
  const [[most = ','] = []] = [...counts].sort(([, one], [, other]) => other - one)
  return most
}

/** As it is meant: `="00123"` and `'00123` are how tables keep the noughts of a number. */
function unwrapped(cell: string): string {
  const text = cell.trim()
  return /^="?([^"]*)"?$/.exec(text)?.[1]?.trim() ?? text.replace(/^'/, '')
}
