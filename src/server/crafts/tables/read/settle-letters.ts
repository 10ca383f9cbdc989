/** Every column in Unicode, whatever its letters came in; said of each that had to be read otherwise. */
import { type Cell, type Grid, tidy } from './grid.ts'
import { judgeLetters, type Letters, readLetters } from './old-letters.ts'

/** The letters of columns that are not what they seem, by column from 0. */
export type LettersOfColumns = Map<number, Letters>

/** A letter no old encoding has a place for: such a cell is in Unicode already. */
const unicodeOnly =
  /[^\0-\u00ff\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2026\u2030\u2039\u203a\u20ac\u2122]/

export function settleLetters(grid: Grid, areBytes: boolean, given?: LettersOfColumns): LettersOfColumns {
  const width = grid.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const letters: LettersOfColumns = new Map()
  for (let at = 0; at < width; at++) {
    const judged = given?.get(at) ?? judgeLetters(oldTexts(grid, at), areBytes)
    if (judged !== 'unicode') letters.set(at, judged)
  }
  for (const row of grid.rows) row.cells = row.cells.map((cell, at) => settle(cell, letters.get(at)))
  return letters
}

function* oldTexts(grid: Grid, at: number): Generator<string> {
  for (const { cells } of grid.rows) {
    const cell = cells[at]
    if (typeof cell === 'string' && !unicodeOnly.test(cell)) yield cell
  }
}

function settle(cell: Cell, letters: Letters = 'unicode'): Cell {
  if (typeof cell === 'string')
    return tidy(unicodeOnly.test(cell) ? cell : readLetters(cell, letters)) || null
  if (typeof cell === 'object' && cell !== null && 'merged' in cell)
    return { merged: tidy(unicodeOnly.test(cell.merged) ? cell.merged : readLetters(cell.merged, letters)) }
  return cell
}
