import { dict, isKind, name, type PdfDict, type PdfObject, type PdfReference } from './objects.ts'
import type { PdfUpdate } from './update.ts'

/**
 * Makes one cell of each row the header of that row (ISO 32000-1 §14.8.4.3.4), so that a screen reader says `Quốc tịch: Việt
 * Nam` and not only the second. `columns`: for each table in reading order which column that is, from 0. The typesetter
 * has no way to say it.
 */
export function markRowHeaders(update: PdfUpdate, columns: readonly number[]): void {
  const tables = findElements(update, update.document.resolveDict(rootOf(update)), 'Table')
  for (const [index, table] of tables.entries()) {
    const column = columns[index]
    if (column === undefined) return
    for (const row of findElements(update, table.element, 'TR')) {
      const cell = childrenOf(update, row.element)[column]
      if (!cell || !isName(cell.element.entries.get('S'), 'TD')) continue
      const entries = new Map(cell.element.entries)
      entries.set('S', name('TH')).set('A', withRowScope(update, entries.get('A')))
      update.set(cell.at, { kind: 'dict', entries })
    }
  }
}

/** The attributes of a cell stay: borders, and the headers of its column. */
function withRowScope({ document }: PdfUpdate, attributes: PdfObject | undefined): PdfObject[] {
  const known = [document.resolve(attributes)].flat().map((one) => document.resolveDict(one))
  const ofTable = known.find((one) => isName(one?.entries.get('O'), 'Table')) ?? dict({ O: name('Table') })
  const scoped: PdfDict = { kind: 'dict', entries: new Map(ofTable.entries).set('Scope', name('Row')) }
  return [...known.filter((one) => one !== undefined && one !== ofTable), scoped] as PdfDict[]
}

function isName(object: PdfObject | undefined, value: string): boolean {
  return isKind(object, 'name') && object.value === value
}

interface Element {
  at: PdfReference
  element: PdfDict
}

function rootOf({ document }: PdfUpdate): PdfObject | undefined {
  return document.catalog.entries.get('StructTreeRoot')
}

function findElements(update: PdfUpdate, from: PdfDict | undefined, type: string): Element[] {
  if (!from) return []
  return childrenOf(update, from).flatMap((child) =>
    isName(child.element.entries.get('S'), type) ? [child] : findElements(update, child.element, type),
  )
}

function childrenOf({ document }: PdfUpdate, { entries }: PdfDict): Element[] {
  const kids = document.resolve(entries.get('K'))
  return (Array.isArray(kids) ? kids : [entries.get('K')]).flatMap((kid) => {
    const element = isKind(kid, 'reference') ? document.resolveDict(kid) : undefined
    return isKind(kid, 'reference') && element?.entries.has('S') ? [{ at: kid, element }] : []
  })
}
