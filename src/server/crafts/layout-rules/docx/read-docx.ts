/** A DOCX as its layout is judged, from its XML: nothing is set, so that only what is said in it is known. */
import type { Budget } from '#server/crafts/reading-budget.ts'
import { findRoles } from '../find-roles.ts'
import { type PageModel, type PageNumber, type Paragraph, type Run, type Sheet, textOf } from '../model.ts'
import { forgiveLines, type Lettered, lineOf, passLinesUp, roomOf } from './lines.ts'
import { type Lists, readLists } from './lists.ts'
import { openPackage } from './open-package.ts'
import { type RawParagraph, readBody } from './read-body.ts'
import { type Letters, type Looks, readLooks, readStyles, type Styles } from './styles.ts'
import { attributeOf, child, children, type Node, numberOf, readTree } from './tree.ts'

const twipsInMillimetre = 56.6929
/** Of a page of 13 points, where the file does not say how many pages it has. */
const lettersOnPage = 2800
const singleLine = 1.149

/** Throws `XmlBroken`, `BudgetSpent`, or `RangeError` where a part is too large. */
export async function readDocx(bytes: Buffer, budget: Budget): Promise<PageModel> {
  const parts = await openPackage(bytes, budget)
  const tree = (name: string) => {
    const text = parts.get(name)
    return text === undefined ? undefined : readTree(text, budget)
  }
  const styles = readStyles(tree('word/styles.xml'), tree('word/theme/theme1.xml'))
  const lists = readLists(tree('word/numbering.xml'))
  const read = (text: string) =>
    readBody(text, { budget, isRuledStyle: (style) => styles.hasTableBorders(style) })
  const body = read(parts.get('word/document.xml') ?? '')
  const sections = body.sections.length > 0 ? body.sections : [emptySection]
  const width = textWidth(sections[0] as Node)
  const paragraphs = body.paragraphs.flatMap((raw) => paragraphsOf(raw, { styles, lists, width }))
  const flow = paragraphs.filter(({ raw }) => !raw.isBoxed)
  passLinesUp(flow)
  for (const [index, one] of flow.entries()) setGap(one, flow[index - 1])
  const written = paragraphs.filter((one) => textOf(one).trim() !== '')
  findRoles(written)
  forgiveLines(flow)
  const letters = written.reduce((sum, one) => sum + textOf(one).length, 0)
  const said = Number(/<(?:\w{1,9}:)?Pages>(\d{1,6})</.exec(parts.get('docProps/app.xml') ?? '')?.[1])
  return {
    format: 'docx',
    sheets: sections.map(sheetOf),
    paragraphs: written.map(withoutSource),
    pageNumbers: pageNumbersOf({
      sections,
      relations: tree('word/_rels/document.xml.rels'),
      parts,
      read,
      styles,
    }),
    pages: said > 0 && said < 100_000 ? said : Math.ceil(letters / lettersOnPage) || undefined,
  }
}

const emptySection: Node = { name: 'w:sectPr', attributes: new Map(), children: [] }

function textWidth(section: Node): number {
  const margins = child(section, 'w:pgMar')
  const width = numberOf(child(section, 'w:pgSz'), 'w:w') ?? 11_906
  const sides = (numberOf(margins, 'w:left') ?? 1701) + (numberOf(margins, 'w:right') ?? 850)
  return (width - sides - (numberOf(margins, 'w:gutter') ?? 0)) / 20
}

function sheetOf(section: Node): Sheet {
  const [size, margins] = [child(section, 'w:pgSz'), child(section, 'w:pgMar')]
  // Letter paper is what a file that says nothing is printed on.
  const inMillimetres = (node: Node | undefined, side: string, otherwise: number) =>
    Math.round(((numberOf(node, side) ?? otherwise) / twipsInMillimetre) * 10) / 10
  return {
    width: inMillimetres(size, 'w:w', 12_240),
    height: inMillimetres(size, 'w:h', 15_840),
    margins: margins && {
      top: Math.abs(inMillimetres(margins, 'w:top', 1440)),
      right: inMillimetres(margins, 'w:right', 1440),
      bottom: Math.abs(inMillimetres(margins, 'w:bottom', 1440)),
      // Room to bind it is free of words as the margin is.
      left: inMillimetres(margins, 'w:left', 1440) + inMillimetres(margins, 'w:gutter', 0),
    },
  }
}

interface Written extends Paragraph {
  raw: RawParagraph
  room: number
  before: number
  after: number
  style: string
  isContextual: boolean
}

function withoutSource(made: Written): Paragraph {
  const { raw: _, room: __, before: ___, after: ____, style: _____, isContextual: ______, ...one } = made
  return one
}

function paragraphsOf(
  raw: RawParagraph,
  { styles, lists, width }: { styles: Styles; lists: Lists; width: number },
): Written[] {
  const style = attributeOf(child(raw.properties, 'w:pStyle'))
  const base = styles.paragraph(style)
  const own = readLooks(raw.properties)
  const list = own.list ?? base.looks.list
  const hasText = raw.runs.some(({ text }) => text.trim() !== '')
  const label = list && list.id !== '0' && hasText ? lists.next(list) : undefined
  const looks: Looks = { ...base.looks, ...label?.looks, ...own }
  const runs = raw.runs.map((run) =>
    runOf(run.text, { ...base.letters, ...lettersOf(run.properties, styles) }),
  )
  if (label?.text) {
    const letters = {
      ...base.letters,
      ...lettersOf(raw.runs[0]?.properties, styles),
      ...lettersOf(label.properties, styles),
    }
    // Numbers of a list stand in the letters of its own, marks in a font of signs.
    runs.unshift(runOf(`${label.text} `, label.text === '•' ? { ...letters, font: undefined } : letters))
  }
  const size = runs.find(({ text }) => text.trim() !== '')?.size ?? base.letters.size ?? 13
  const align = looks.align ?? 'left'
  const floats = raw.isBoxed && !raw.cell
  const column = raw.cell && !raw.cell.isRuled ? columnOf(raw.cell) : 'all'
  const room = roomOf(raw, looks, width)
  const made: Written = {
    raw,
    room,
    runs,
    column,
    inTable: raw.cell?.isRuled ?? false,
    floats,
    align: floats ? undefined : align,
    indent: floats || align === 'center' || align === 'right' ? undefined : indentOf(looks, runs),
    lineSpacing: lineSpacing(looks, size),
    line: lineOf(raw, looks, runs, room),
    before: (looks.before ?? 0) / 20,
    after: (looks.after ?? 0) / 20,
    style: style ?? '',
    isContextual: looks.isContextual ?? false,
  }
  return splitAtTab(made)
}

/** To where Word goes on where nobody set another place. */
const tabStop = 12.7

/** Of the first line; what hangs out of its paragraph, as the number of a list, begins where it hangs to. */
function indentOf({ firstLine = 0, left = 0 }: Looks, runs: readonly Run[]): number {
  const begins = (firstLine < 0 ? left + firstLine : firstLine) / twipsInMillimetre
  const isTabbed = runs[0]?.text.startsWith('\t')
  return isTabbed ? (Math.floor(begins / tabStop + 0.01) + 1) * tabStop : begins
}

function lettersOf(properties: Node | undefined, styles: Styles): Letters {
  return { ...styles.letters(attributeOf(child(properties, 'w:rStyle'))), ...styles.lettersOf(properties) }
}

function runOf(
  text: string,
  { font, size, bold = false, italic = false, colour = 'auto', caps, underlined, hidden }: Letters,
): Lettered {
  const shown = hidden ? '' : text
  return {
    text: caps ? shown.toLocaleUpperCase('vi') : shown,
    font,
    size,
    bold,
    italic,
    colour,
    ...(underlined ? { underlined } : {}),
  }
}

function columnOf({ left, right }: NonNullable<RawParagraph['cell']>): Paragraph['column'] {
  if (right - left > 0.8) return 'all'
  return (left + right) / 2 < 0.5 ? 'left' : 'right'
}

function lineSpacing({ line, lineRule = 'auto' }: Looks, size: number): number {
  if (line === undefined) return 1
  if (lineRule === 'auto') return Math.round((line / 240) * 100) / 100
  const lines = line / 20 / (size * singleLine)
  return Math.round((lineRule === 'atLeast' ? Math.max(1, lines) : lines) * 100) / 100
}

/** Two halves of a line parted by a tab, as letterheads without a table are written. */
function splitAtTab(made: Written): Written[] {
  const words = textOf(made)
    .normalize('NFC')
    .replace(/[^\S\t\n]/g, ' ')
  const isHead = /\S\t+\s*(?:CỘNG H|Độc lập|.{1,60}, ngày )/u.test(words)
  if (!isHead) return [made]
  const left: Run[] = []
  const right: Run[] = []
  let side = left
  for (const run of made.runs) {
    const at = run.text.search(/(?<=\S|^)\t/)
    if (side === left && at >= 0 && (left.some(({ text }) => text.trim()) || run.text.slice(0, at).trim())) {
      left.push({ ...run, text: run.text.slice(0, at) })
      side = right
      right.push({ ...run, text: run.text.slice(at).trimStart() })
    } else side.push(run)
  }
  return [
    { ...made, runs: left, column: 'left', align: undefined, line: undefined },
    { ...made, runs: right, column: 'right', align: undefined, line: undefined },
  ]
}

/** Of what stands under an empty paragraph nothing is known: that is a gap of its own. */
function setGap(one: Written, above: Written | undefined): void {
  if (!above || one.inTable || above.inTable || one.column !== 'all' || above.column !== 'all') return
  if (textOf(above).trim() === '') return
  const isJoined = one.isContextual && above.isContextual && one.style === above.style
  one.gap = isJoined ? 0 : one.before + above.after
}

interface Numbering {
  sections: readonly Node[]
  relations: Node | undefined
  parts: Map<string, string>
  read: (text: string) => { paragraphs: RawParagraph[] }
  styles: Styles
}

/**
 * Of the first page those of the first section. Of the others too, or where it shows none those of the first section that does: how many
 * pages are in one a DOCX does not say, and a first page of its own is one for some writers.
 */
function pageNumbersOf({ sections, ...rest }: Numbering): PageNumber[] {
  const all = sections.map((section) => numbersOfSection({ section, ...rest }))
  const shows = all.find((found) => found.some(({ page }) => page > 1)) ?? []
  return [...(all[0] ?? []).filter(({ page }) => page === 1), ...shows.filter(({ page }) => page > 1)]
}

function numbersOfSection({
  section,
  relations,
  parts,
  read,
  styles,
}: Omit<Numbering, 'sections'> & { section: Node }): PageNumber[] {
  const target = (id: string | undefined) =>
    children(relations, 'rel:Relationship')
      .find((one) => one.attributes.get('Id') === id)
      ?.attributes.get('Target')
  const isFirstApart =
    child(section, 'w:titlePg') && !/^(?:0|false|off)$/.test(attributeOf(child(section, 'w:titlePg')) ?? '')
  const found: PageNumber[] = []
  for (const [name, above] of [
    ['w:headerReference', true],
    ['w:footerReference', false],
  ] as const) {
    for (const reference of children(section, name)) {
      const part = target(attributeOf(reference, 'r:id'))
      const text = part === undefined ? undefined : parts.get(`word/${part.replace(/^\/?word\//, '')}`)
      if (text === undefined) continue
      const kind = attributeOf(reference, 'w:type') ?? 'default'
      for (const raw of read(text).paragraphs) {
        const number = numberIn(raw, styles)
        if (!number) continue
        if (kind === 'default') found.push({ ...number, page: 2, above })
        if (kind === (isFirstApart ? 'first' : 'default')) found.push({ ...number, page: 1, above })
      }
    }
  }
  // What stands on the second page stands on those behind it.
  return found
}

function numberIn(raw: RawParagraph, styles: Styles): Omit<PageNumber, 'page' | 'above'> | undefined {
  if (raw.pageField === undefined) return undefined
  const base = styles.paragraph(attributeOf(child(raw.properties, 'w:pStyle')))
  const run = raw.runs[raw.pageField]
  const frame = attributeOf(child(raw.properties, 'w:framePr'), 'w:xAlign')
  const tabs =
    raw.runs
      .slice(0, raw.pageField + 1)
      .map(({ text }) => text)
      .join('')
      .split('\t').length - 1
  const said = frame ?? readLooks(raw.properties).align ?? base.looks.align
  // LibreOffice says of every paragraph that it begins at the left, also where a tab leads to the middle.
  const isMoved = tabs > 0 && said !== 'center' && said !== 'right'
  const align = isMoved ? (tabs === 1 ? 'center' : 'right') : said
  const letters = { ...base.letters, ...lettersOf(run?.properties, styles) }
  return {
    text: '2',
    align: raw.isBoxed ? undefined : align === 'center' || align === 'right' ? align : 'left',
    run: { text: '2', size: letters.size, bold: letters.bold ?? false, italic: letters.italic ?? false },
  }
}
