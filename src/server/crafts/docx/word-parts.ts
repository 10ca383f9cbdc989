/** Pieces a DOCX of ours is made of: runs, paragraphs and tables in the look of NĐ 30/2020/NĐ-CP. */
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { PageBlock, PageWords } from '#server/crafts/typeset/body/page-blocks.ts'
import type { Run } from '#server/crafts/typeset/body/runs.ts'
import type { PageTable } from '#server/crafts/typeset/body/tables.ts'
import { sizeOfImage } from './image-size.ts'

export const mm = convertMillimetersToTwip
/** Between the margins. */
export const textWidth = 165
const pixelsOfMm = 96 / 25.4

export interface Look {
  size?: number
  bold?: boolean
  italics?: boolean
}

/** One piece of text; sizes are in points. */
export function run(text: string, { size = 14, ...look }: Look = {}): TextRun {
  return new TextRun({ text, size: size * 2, ...look })
}

export function runs(pieces: readonly Run[], { size = 14, bold, italics }: Look = {}): TextRun[] {
  return pieces.map(({ t, as }) =>
    t === '\n'
      ? new TextRun({ break: 1 })
      : new TextRun({
          text: t,
          size: size * 2,
          bold: bold || as.includes('b'),
          italics: italics || as.includes('i'),
          ...(as.includes('u') ? { underline: {} } : {}),
          subScript: as.includes('v'),
          superScript: as.includes('^'),
        }),
  )
}

type Children = NonNullable<IParagraphOptions['children']>

export function centred(children: Children, more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children, ...more })
}

/** Of the text: justified, its first line drawn in. */
export function bodyParagraph(children: Children, more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: mm(10) },
    children,
    ...more,
  })
}

/**
 * A line across, so much of the room it stands in being left free on both sides. Its paragraph is a hair high, the mark at its end too:
 * the line stands right under the words above it and clear of those below.
 */
export function rule(free: number, after = 120): Paragraph {
  return new Paragraph({
    indent: { left: mm(free), right: mm(free) },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { before: 40, after, line: 40, lineRule: LineRuleType.EXACT },
    keepNext: true,
    run: { size: 2 },
    children: [],
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const borderless = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}

/** Two columns without lines: heads and signatures. Rows stay whole unless they are said to be long. */
export function besides(
  rows: readonly (readonly [left: readonly Paragraph[], right: readonly Paragraph[]])[],
  share: number,
  { long = false }: { long?: boolean } = {},
): Table {
  const widths = [mm(textWidth * share), mm(textWidth * (1 - share))]
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidth), type: WidthType.DXA },
    columnWidths: widths,
    borders: borderless,
    rows: rows.map(
      (columns) =>
        new TableRow({
          cantSplit: !long,
          children: columns.map(
            (children, index) =>
              new TableCell({
                children: [...children],
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                margins: { left: 0, right: 0 },
              }),
          ),
        }),
    ),
  })
}

/** A block of the text. `images` are those it shows, by their SHA-256; `last` stays on the page of what follows: the signature. */
export function wordBlock(
  block: PageBlock,
  images: ReadonlyMap<string, Uint8Array>,
  last = false,
): (Paragraph | Table)[] {
  if (block.kind === 'page_break') return [new Paragraph({ pageBreakBefore: true, children: [] })]
  if (block.kind === 'table') return [wordTable(block, last), gap(last)]
  if (block.kind === 'image') {
    const data = images.get(block.sha256)
    return data ? [picture(data, block.width, block.alt, last)] : []
  }
  return wordLines(block, last)
}

/** A hair of a paragraph: Word joins two tables that nothing parts. */
export function gap(keepNext = false, after = 120): Paragraph {
  return new Paragraph({
    keepNext,
    run: { size: 2 },
    spacing: { before: 0, after, line: 20, lineRule: LineRuleType.EXACT },
    children: [],
  })
}

const aligned: Record<string, (typeof AlignmentType)[keyof typeof AlignmentType]> = {
  justify: AlignmentType.JUSTIFIED,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
}

function wordLines(block: PageWords, last: boolean): Paragraph[] {
  const { kind, label, above, level, align } = block
  if (above || kind === 'heading') {
    const words = centred(runs(block.runs, { bold: true }), {
      keepNext: true,
      ...(above ? {} : outline(level)),
    })
    if (!above) return [words]
    const first = centred([run(label, { bold: true })], { keepNext: true, ...outline(level) })
    return block.length > 0 ? [first, words] : [first]
  }
  const isFree = align !== 'justify'
  const lead = label === '' ? [] : [run(`${label} `, { bold: kind === 'article' || level > 0 })]
  return [
    new Paragraph({
      alignment: aligned[align] ?? AlignmentType.JUSTIFIED,
      ...(isFree ? {} : { indent: { firstLine: mm(10) } }),
      ...(level > 0 || last ? { keepNext: true } : {}),
      ...(level > 0 ? outline(level) : {}),
      children: [...lead, ...runs(block.runs, { italics: kind === 'basis', bold: level > 0 })],
    }),
  ]
}

/** Where a title stands in the outline a reader goes by. */
const outline = (level: number) => ({ outlineLevel: Math.max(0, Math.min(8, level - 1)) })

function wordTable({ rows, widths, headerRows, size }: PageTable, last: boolean): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: mm(textWidth), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm(width)),
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: cells.every(({ length }) => length < 800),
          tableHeader: index < headerRows,
          children: cells.map(
            ({ colspan, rowspan, header, parts }) =>
              new TableCell({
                columnSpan: colspan,
                rowSpan: rowspan,
                ...(header ? { verticalAlign: VerticalAlign.CENTER } : {}),
                margins: { left: mm(1.6), right: mm(1.6), top: mm(0.8), bottom: mm(0.8) },
                children: parts.map(
                  (part) =>
                    new Paragraph({
                      alignment: header
                        ? AlignmentType.CENTER
                        : part.align === 'justify'
                          ? AlignmentType.LEFT
                          : (aligned[part.align] ?? AlignmentType.LEFT),
                      spacing: { before: 0, after: 0 },
                      // The last two rows go with the signature.
                      keepNext: last && index >= rows.length - 2,
                      children: [
                        ...(part.label ? [run(`${part.label} `, { size, bold: header })] : []),
                        ...runs(part.runs, { size, bold: header }),
                      ],
                    }),
                ),
              }),
          ),
        }),
    ),
  })
}

function picture(data: Uint8Array, width: number, alt: string, keepNext: boolean): Paragraph {
  const { type, ratio } = sizeOfImage(data)
  const pixels = width * pixelsOfMm
  const image = new ImageRun({
    type,
    data,
    transformation: { width: pixels, height: pixels * ratio },
    altText: { name: alt, description: alt, title: alt },
  })
  return centred([image], { keepNext })
}
