/** Elements of a Word document as blocks of a text, before anything is recognised in them. */
import { type Block, bodyLimits, type Inline, type TableCell } from '#shared/document/body.ts'
import { cleanText } from '#shared/document/clean-text.ts'
import { newBlockId } from '#shared/document/ids.ts'
import type { Droppings } from './dropped.ts'
import {
  type Element,
  type ImageElement,
  type Paragraph,
  type RunElement,
  type Table,
  wordsOf,
} from './mammoth-document.ts'
import { encodingOf, toUnicode } from './old-fonts.ts'
import type { PackageParts } from './package-parts.ts'
import type { Picture } from './pictures.ts'

type CellPart = TableCell['content'][number]
type ImageBlock = Extract<Block, { type: 'image' }>
/** A line, or what parts it from the next. */
type Part = Inline[] | 'page' | ImageBlock
type Marks = NonNullable<Inline['marks']>

export interface Reading {
  dropped: Droppings
  fontOfStyle: PackageParts['fontOfStyle']
  pictures: ReadonlyMap<Element, Picture>
  noteText(reference: Element): string
  step(): void
}

/** Each paragraph, list line, table and page break, in order. */
export function toBlocks(elements: readonly Element[], reading: Reading): Block[] {
  return elements.flatMap((element): Block[] => {
    reading.step()
    if (element.type === 'table') return tableBlock(element, reading)
    if (element.type === 'paragraph') return paragraphBlocks(element, reading)
    return 'children' in element ? toBlocks(element.children, reading) : []
  })
}

/** A page break or a picture in a paragraph parts it. */
function paragraphBlocks(paragraph: Paragraph, reading: Reading): Block[] {
  return partsOf(paragraph, reading).flatMap((part): Block[] => {
    if (part === 'page') return [{ type: 'page_break', attrs: { id: newBlockId() } }]
    if (!Array.isArray(part)) return [part]
    // Empty paragraphs are how Word is made to leave room; the page here leaves its own.
    return part.length > 0 ? [lineBlock(paragraph, part, reading)] : []
  })
}

/** A line of a cell, whose pictures go below the table. */
function cellLine(paragraph: Paragraph, reading: Reading, pictures: ImageBlock[]): CellPart {
  const parts = partsOf(paragraph, reading)
  for (const part of parts)
    if (part !== 'page' && !Array.isArray(part)) {
      reading.dropped.add('table_images', part.attrs.alt)
      pictures.push(part)
    }
  return lineBlock(paragraph, parts.filter((part) => Array.isArray(part)).flat(), reading)
}

function imageBlock(element: ImageElement, { pictures, dropped }: Reading): ImageBlock | undefined {
  const alt = cleanText(element.altText ?? '')
    .normalize('NFC')
    .trim()
    .slice(0, 500)
  const picture = pictures.get(element)
  if (!picture) {
    dropped.add('images', [alt, element.contentType].filter(Boolean).join(' · '))
    return undefined
  }
  const { sha256, widthMm } = picture
  return { type: 'image', attrs: { id: newBlockId(), sha256, widthMm, alt } }
}

function lineBlock(paragraph: Paragraph, content: Inline[], { dropped }: Reading): CellPart {
  const id = newBlockId()
  if (paragraph.numbering) {
    const level = Math.min(4, Number(paragraph.numbering.level) + 1) || 1
    const ordered = paragraph.numbering.isOrdered
    if (ordered) dropped.add('automatic_numbers')
    return { type: 'item', attrs: { id, ordered, level }, content }
  }
  const said = paragraph.alignment
  const align = said === 'center' || said === 'right' ? said : 'justify'
  return { type: 'paragraph', attrs: { id, align }, content }
}

/** The words of a paragraph, in parts where a page ends or a picture stands. */
function partsOf(paragraph: Paragraph, reading: Reading): Part[] {
  let line: Inline[] = []
  const parts: Part[] = [line]
  const add = (inline: Inline) => line.push(inline)
  const part = (by: Exclude<Part, Inline[]>) => {
    line = []
    parts.push(by, line)
  }
  const visit = (elements: readonly Element[], run: RunElement | undefined) => {
    for (const element of elements) {
      reading.step()
      switch (element.type) {
        case 'run':
          if (element.isStrikethrough) reading.dropped.add('strikethrough', wordsOf(element.children))
          visit(element.children, element)
          break
        case 'hyperlink':
          if (element.href) reading.dropped.add('links', element.href)
          visit(element.children, run)
          break
        case 'text': {
          const text = readText(element.value, run, paragraph, reading)
          if (text !== '') add({ type: 'text', text, ...marksOf(run) })
          break
        }
        case 'tab':
          add({ type: 'text', text: ' ', ...marksOf(run) })
          break
        case 'break':
          if (element.breakType === 'page') part('page')
          else add({ type: 'hard_break' })
          break
        case 'noteReference':
          reading.dropped.add('notes', reading.noteText(element))
          break
        case 'image': {
          const picture = imageBlock(element, reading)
          if (picture) part(picture)
          break
        }
        case 'checkbox':
          add({ type: 'text', text: element.checked ? '[x]' : '[ ]' })
          break
        default:
          if ('children' in element) visit(element.children, run)
      }
    }
  }
  visit(paragraph.children, undefined)
  return parts.map((one) => (Array.isArray(one) ? tidy(one) : one))
}

function readText(
  value: string,
  run: RunElement | undefined,
  paragraph: Paragraph,
  reading: Reading,
): string {
  const font =
    run?.font ??
    (run?.styleId ? reading.fontOfStyle(run.styleId) : undefined) ??
    reading.fontOfStyle(paragraph.styleId)
  const encoding = encodingOf(font)
  const converted = encoding && toUnicode(value, encoding)
  if (converted !== undefined && converted !== value) reading.dropped.add('old_fonts', converted)
  const text = cleanText(converted ?? value)
  if (converted === undefined && text.length !== value.length) reading.dropped.add('letters', text)
  return run?.isAllCaps ? text.toLocaleUpperCase('vi') : text
}

function marksOf(run: RunElement | undefined): { marks?: Marks } {
  if (!run) return {}
  const marks: Marks = []
  if (run.isBold) marks.push({ type: 'bold' })
  if (run.isItalic) marks.push({ type: 'italic' })
  if (run.isUnderline) marks.push({ type: 'underline' })
  if (run.verticalAlignment === 'superscript') marks.push({ type: 'sup' })
  if (run.verticalAlignment === 'subscript') marks.push({ type: 'sub' })
  return marks.length > 0 ? { marks } : {}
}

/** Neighbours of one look are one piece; no spaces and breaks at the ends, none doubled. */
function tidy(content: readonly Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const inline of content) {
    const last = joined.at(-1)
    const isSame = JSON.stringify(last?.marks ?? []) === JSON.stringify(inline.marks ?? [])
    if (last?.type === 'text' && inline.type === 'text' && isSame) last.text += inline.text
    else joined.push({ ...inline })
  }
  for (const inline of joined)
    if (inline.type === 'text') inline.text = inline.text.replace(/ {2,}/g, ' ').normalize('NFC')
  for (;;) {
    const first = joined[0]
    if (first?.type === 'text') first.text = first.text.trimStart()
    if (first && (first.type === 'hard_break' || (first.type === 'text' && first.text === ''))) joined.shift()
    else break
  }
  for (;;) {
    const last = joined.at(-1)
    if (last?.type === 'text') last.text = last.text.trimEnd()
    if (last && (last.type === 'hard_break' || (last.type === 'text' && last.text === ''))) joined.pop()
    else break
  }
  return joined
}

function tableBlock(table: Table, reading: Reading): Block[] {
  const rows = table.children.filter((row) => row.type === 'tableRow')
  const pictures: ImageBlock[] = []
  const content = rows.map((row) => ({
    type: 'row' as const,
    content: row.children.flatMap((cell): TableCell[] =>
      cell.type === 'tableCell' ? [readCell(cell, row.isHeader, reading, pictures)] : [],
    ),
  }))
  if (content.length === 0) return pictures
  const block = {
    type: 'table' as const,
    attrs: { id: newBlockId() },
    content: content.slice(0, bodyLimits.tableRows),
  }
  if (content.length > bodyLimits.tableRows)
    reading.dropped.add('text_beyond_limits', '', content.length - bodyLimits.tableRows)
  return [block, ...pictures]
}

function readCell(
  cell: Extract<Element, { type: 'tableCell' }>,
  header: boolean,
  reading: Reading,
  pictures: ImageBlock[],
): TableCell {
  const parts = cell.children.flatMap((element): CellPart[] => {
    if (element.type === 'table') {
      reading.dropped.add('nested_tables', wordsOf(element.children))
      return linesOf(element).map((line) => cellLine(line, reading, pictures))
    }
    return element.type === 'paragraph' ? [cellLine(element, reading, pictures)] : []
  })
  const filled = parts.filter(({ content = [] }) => content.length > 0)
  const empty: CellPart = { type: 'paragraph', attrs: { id: newBlockId(), align: 'left' } }
  return {
    type: 'cell',
    attrs: { colspan: cell.colSpan, rowspan: cell.rowSpan, header, colwidth: null },
    content: filled.length > 0 ? filled.map(inCell).slice(0, 200) : [empty],
  }
}

const inCell = (part: CellPart): CellPart =>
  part.type === 'paragraph' && part.attrs.align === 'justify'
    ? { ...part, attrs: { ...part.attrs, align: 'left' } }
    : part

/** Every paragraph within, however deep; a table in a cell becomes its lines. */
function linesOf(element: Element): Paragraph[] {
  if (element.type === 'paragraph') return [element]
  return 'children' in element ? element.children.flatMap(linesOf) : []
}
