import type { Command } from 'prosemirror-state'
import { isInTable, selectedRect } from 'prosemirror-tables'
import { insertBlock } from './block-commands.ts'
import { makeNode } from './make-node.ts'

export {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  mergeCells,
  splitCell,
} from 'prosemirror-tables'

/** A table with a header row, of so many rows and columns. */
export function insertTable(rows: number, columns: number): Command {
  const cell = (header: boolean) =>
    makeNode('cell', { header }, [makeNode('paragraph', { align: header ? 'center' : 'left' })])
  const row = (_: unknown, index: number) =>
    makeNode(
      'row',
      null,
      Array.from({ length: columns }, () => cell(index === 0)),
    )
  return insertBlock(makeNode('table', null, Array.from({ length: rows }, row)))
}

/** Makes the chosen rows headers, repeated on every page, or plain again. */
export const toggleHeaderRow: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  if (!dispatch) return true
  const { map, tableStart, table, top, bottom } = selectedRect(state)
  const { tr } = state
  const positions = map.cellsInRect({ left: 0, right: map.width, top, bottom })
  const all = positions.every((position) => table.nodeAt(position)?.attrs.header === true)
  for (const position of positions) tr.setNodeAttribute(tableStart + position, 'header', !all)
  dispatch(tr)
  return true
}

/** Makes the column the selection is in wider or narrower by a fifth of a usual one. */
export function widenColumn(by: 1 | -1): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false
    if (!dispatch) return true
    const { map, tableStart, table, left } = selectedRect(state)
    const { tr } = state
    const usual = 100
    for (const position of new Set(map.map)) {
      const cell = table.nodeAt(position)
      if (!cell) continue
      const first = map.colCount(position)
      const span = Number(cell.attrs.colspan)
      const widths = ((cell.attrs.colwidth as number[] | null) ?? new Array<number>(span).fill(usual)).map(
        (width, index) =>
          first + index === left ? Math.min(800, Math.max(20, (width || usual) + by * 20)) : width,
      )
      tr.setNodeAttribute(tableStart + position, 'colwidth', widths)
    }
    dispatch(tr)
    return true
  }
}
