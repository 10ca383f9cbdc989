/** The paragraphs of a part of a DOCX, read once from front to back. */
import type { Budget } from '#server/crafts/reading-budget.ts'
import { readXml } from '#server/crafts/xml/read-xml.ts'
import { drawnSides, hasBorders } from './styles.ts'
import { attributeOf, child, children, type Node, numberOf, prefixes } from './tree.ts'

export interface RawRun {
  properties: Node | undefined
  text: string
}

export interface RawParagraph {
  properties: Node | undefined
  runs: RawRun[]
  /** Lengths of lines that are drawn here, in points. */
  lines: number[]
  /** It shows the number of the page, in the run at this place. */
  pageField?: number
  /** In a box of its own, outside the text. */
  isBoxed: boolean
  /** Where its cell lies, as parts of the table's width, and the room for words in it, in points; undefined outside tables. */
  cell?: { left: number; right: number; room: number; isRuled: boolean; key: number } | undefined
}

export interface RawBody {
  paragraphs: RawParagraph[]
  sections: Node[]
}

/** Elements that are read as a whole. */
const whole = new Set([
  'w:pPr',
  'w:rPr',
  'w:sectPr',
  'w:tblPr',
  'w:tblGrid',
  'w:tcPr',
  'wp:extent',
  'a:prstGeom',
])
/** What is not to be seen: what was taken out, and what stands for readers that know less. */
const unseen = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:instrText', 'w:delText', 'w:delInstrText'])

interface Table {
  widths: number[]
  /** Free beside the words of a cell, left and right together, in twips; of this cell where it says so. */
  padding: number
  cellPadding: number | undefined
  /** Lines are drawn around this cell, as some offices write those of a table. */
  isCellRuled: boolean
  /** It says itself that none is drawn around it, whatever the style of its table says. */
  isCellBare: boolean
  isRuled: boolean
  style: string | undefined
  column: number
  span: number
}

export function readBody(
  text: string,
  { budget, isRuledStyle }: { budget: Budget; isRuledStyle: (style: string | undefined) => boolean },
): RawBody {
  const body: RawBody = { paragraphs: [], sections: [] }
  const building: Node[] = []
  const paragraphs: RawParagraph[] = []
  const tables: Table[] = []
  /** What stands in boxes of the paragraph being read: it goes on behind it. */
  const boxed: RawParagraph[] = []
  /** A box stands within a run, and has runs of its own. */
  const runs: RawRun[] = []
  /** Tables around the outermost paragraph. */
  let around = 0
  let hiddenDepth = 0
  let inText = 0
  let instruction = ''
  let inInstruction = false
  let extent: number | undefined
  let cells = 0

  const add = (words: string) => {
    const [paragraph, run] = [paragraphs.at(-1), runs.at(-1)]
    if (!paragraph || hiddenDepth > 0 || !run) return
    if (!paragraph.runs.includes(run)) paragraph.runs.push(run)
    run.text += words
  }
  const drawn = (length: number) => {
    if (hiddenDepth === 0 && length > 10) paragraphs.at(-1)?.lines.push(length)
  }
  const finished = (node: Node) => {
    const [paragraph, run, table] = [paragraphs.at(-1), runs.at(-1), tables.at(-1)]
    if (node.name === 'w:pPr' && paragraph) {
      paragraph.properties = node
      const section = child(node, 'w:sectPr')
      if (section) body.sections.push(section)
    } else if (node.name === 'w:rPr' && run) run.properties = node
    else if (node.name === 'w:sectPr') body.sections.push(node)
    else if (node.name === 'w:tblGrid' && table) {
      table.widths = children(node, 'w:gridCol').map((column) => numberOf(column, 'w:w') ?? 1)
    } else if (node.name === 'w:tblPr' && table) {
      table.style = attributeOf(child(node, 'w:tblStyle'))
      const own = child(node, 'w:tblBorders')
      table.isRuled = own ? hasBorders(own) : isRuledStyle(table.style)
      table.padding = paddingOf(child(node, 'w:tblCellMar')) ?? table.padding
    } else if (node.name === 'w:tcPr' && table) {
      table.span = Math.max(1, numberOf(child(node, 'w:gridSpan')) ?? 1)
      table.cellPadding = paddingOf(child(node, 'w:tcMar'))
      const borders = child(node, 'w:tcBorders')
      table.isCellRuled = drawnSides(borders) > 1
      table.isCellBare = drawnSides(borders) === 0 && (borders?.children.length ?? 0) > 2
    } else if (node.name === 'wp:extent') extent = (numberOf(node, 'cx') ?? 0) / 12_700
    else if (
      node.name === 'a:prstGeom' &&
      /^(?:line|straightConnector1)$/.test(node.attributes.get('prst') ?? '')
    ) {
      if (extent !== undefined) drawn(extent)
    }
  }

  readXml(
    text,
    {
      open(name, attributes) {
        const inside = building.at(-1)
        if (inside || whole.has(name)) {
          const node: Node = { name, attributes, children: [] }
          inside?.children.push(node)
          building.push(node)
          return
        }
        if (unseen.has(name)) hiddenDepth += 1
        if (name === 'w:instrText') inInstruction = true
        else if (name === 'w:p') {
          const isBoxed = paragraphs.length > 0
          if (!isBoxed) around = tables.length
          const cell = cellOf(isBoxed ? tables.slice(around) : tables, cells)
          paragraphs.push({ properties: undefined, runs: [], lines: [], isBoxed, cell })
        } else if (name === 'w:r') runs.push({ properties: undefined, text: '' })
        else if (name === 'w:t') inText += 1
        else if (name === 'w:tab' || name === 'w:ptab') add('\t')
        else if (name === 'w:br' || name === 'w:cr') add(attributes.get('w:type') === 'page' ? '' : '\n')
        else if (name === 'w:noBreakHyphen') add('-')
        else if (name === 'w:tbl') tables.push({ ...noTable, widths: [] })
        else if (name === 'w:tr') reset(tables.at(-1))
        else if (name === 'w:tc') cells += 1
        else if (name === 'w:fldSimple') field(attributes.get('w:instr') ?? '')
        else if (name === 'w:pgNum') field('PAGE')
        else if (name === 'w:fldChar' && attributes.get('w:fldCharType') === 'end') instruction = ''
        else if (name === 'v:line') drawn(vmlLength(attributes.get('from'), attributes.get('to')))
        else if (name === 'v:shape' || name === 'v:rect') drawn(vmlWidth(attributes.get('style') ?? ''))
      },
      close(name) {
        const node = building.at(-1)
        if (node) {
          building.pop()
          if (building.length === 0) finished(node)
          return
        }
        if (unseen.has(name)) hiddenDepth -= 1
        if (name === 'w:instrText') {
          inInstruction = false
          field(instruction)
        } else if (name === 'w:t') inText -= 1
        else if (name === 'w:r') runs.pop()
        else if (name === 'w:p') {
          const paragraph = paragraphs.pop()
          if (paragraph?.isBoxed) boxed.push(paragraph)
          else if (paragraph) body.paragraphs.push(paragraph, ...boxed.splice(0))
        } else if (name === 'w:tc') {
          const table = tables.at(-1)
          if (table) Object.assign(table, { ...noCell, column: table.column + table.span })
        } else if (name === 'w:tbl') tables.pop()
      },
      text(words) {
        if (inInstruction) instruction += words
        else if (inText > 0) add(words)
      },
    },
    { budget, prefixes },
  )
  return body

  function field(words: string): void {
    const paragraph = paragraphs.at(-1)
    if (!/^\s*PAGE(?:\s|$)/i.test(words) || !paragraph) return
    const run = runs.at(-1) ?? { properties: undefined, text: '' }
    if (!paragraph.runs.includes(run)) paragraph.runs.push(run)
    paragraph.pageField ??= paragraph.runs.indexOf(run)
  }
}

const noCell = { span: 1, cellPadding: undefined, isCellRuled: false, isCellBare: false }
/** What Word leaves free where nothing is said. */
const noTable: Table = {
  widths: [],
  padding: 216,
  isRuled: false,
  style: undefined,
  column: 0,
  ...noCell,
}

function paddingOf(margins: Node | undefined): number | undefined {
  const side = (...names: string[]) =>
    names.map((name) => numberOf(child(margins, name), 'w:w')).find((one) => one !== undefined)
  const [left, right] = [side('w:left', 'w:start'), side('w:right', 'w:end')]
  return left === undefined && right === undefined ? undefined : (left ?? 108) + (right ?? 108)
}

function reset(table: Table | undefined): void {
  if (table) Object.assign(table, { ...noCell, column: 0 })
}

function cellOf(tables: readonly Table[], key: number): RawParagraph['cell'] {
  const [table] = tables
  if (!table) return undefined
  const padding = table.cellPadding ?? table.padding
  const total = table.widths.reduce((sum, width) => sum + width, 0) || 1
  const sum = (until: number) => table.widths.slice(0, until).reduce((all, width) => all + width, 0) / total
  return {
    left: sum(table.column),
    right: Math.max(sum(table.column + table.span), sum(table.column)),
    room: Math.max(0, (sum(table.column + table.span) - sum(table.column)) * total - padding) / 20,
    isRuled: tables.some(({ isRuled, isCellRuled, isCellBare }) => isCellRuled || (isRuled && !isCellBare)),
    key,
  }
}

const units: Record<string, number> = { pt: 1, in: 72, cm: 72 / 2.54, mm: 72 / 25.4, px: 0.75, '': 0.75 }

function points(length: string): number {
  const [, number = '', unit = ''] = /^(-?[\d.]{1,12})(pt|in|cm|mm|px|)$/.exec(length.trim()) ?? []
  return number ? Number(number) * (units[unit] ?? 1) : Number.NaN
}

function vmlLength(from = '', to = ''): number {
  const [[x1 = '', y1 = ''], [x2 = '', y2 = '']] = [from.split(','), to.split(',')]
  const isFlat = Math.abs(points(y1 || '0') - points(y2 || '0')) < 4
  const length = Math.abs(points(x2) - points(x1))
  return isFlat && Number.isFinite(length) ? length : 0
}

/** A shape without height is a line. */
function vmlWidth(style: string): number {
  const said = new Map(
    style.split(';').map((one) => one.split(':').map((part) => part.trim()) as [string, string]),
  )
  const [width, height] = [points(said.get('width') ?? ''), points(said.get('height') ?? '')]
  return height < 3 && Number.isFinite(width) ? width : 0
}
