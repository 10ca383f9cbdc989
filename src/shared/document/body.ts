/** The text of a document as it is stored: ProseMirror JSON of the nodes in `schema.ts`, flat blocks in their order. */
import { z } from 'zod'
import { type DocumentTypeKey, documentTypes } from './types.ts'

/** Of one text, its tables included. */
export const bodyLimits = {
  blocks: 5000,
  characters: 500_000,
  /** Of one block. */
  blockCharacters: 20_000,
  tableRows: 1000,
  tableColumns: 30,
  images: 100,
} as const

/** Short and random, given once and kept while the block is edited; comments and places on the page refer to it. */
export const BlockId = z.string().regex(/^[A-Za-z0-9_-]{4,24}$/)

/** Without what no database keeps: the character of no meaning, and half a letter. */
const line = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .regex(/^[^\0\p{Cs}]*$/u)
    .normalize()

const Mark = z.strictObject({ type: z.enum(['bold', 'italic', 'underline', 'sub', 'sup']) })
/** Each once: an editor opens no text that says the same twice. */
const marks = z
  .array(Mark)
  .max(5)
  .overwrite((all) => all.filter(({ type }, at) => all.findIndex((one) => one.type === type) === at))
  .optional()

const Text = z.strictObject({
  type: z.literal('text'),
  text: z
    .string()
    .min(1)
    .max(bodyLimits.blockCharacters)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .normalize(),
  marks,
})

export const Citation = z.strictObject({
  /** Its type as it is written: `Nghị định`, `Luật`. */
  type: line(60),
  symbol: line(60),
  date: z.union([z.iso.date(), z.literal('')]),
  organ: line(200),
  /** What it is about, as it goes on after the organ: `về công tác văn thư`; of a law its name. */
  title: line(500),
})
export type Citation = z.infer<typeof Citation>

export const Mention = z.strictObject({
  of: z.enum(['agency', 'person', 'document']),
  ref: line(100),
  /** What is printed, kept as it was when it was mentioned. */
  label: line(300),
})
export type Mention = z.infer<typeof Mention>

const Inline = z.discriminatedUnion('type', [
  Text,
  z.strictObject({ type: z.literal('hard_break'), marks }),
  z.strictObject({ type: z.literal('citation'), attrs: Citation, marks }),
  z.strictObject({ type: z.literal('mention'), attrs: Mention, marks }),
])
export type Inline = z.infer<typeof Inline>

const content = z.array(Inline).max(2000).optional()
const id = { id: BlockId }

export const alignments = ['justify', 'left', 'center', 'right'] as const

const textBlock = <Type extends string>(type: Type) =>
  z.strictObject({ type: z.literal(type), attrs: z.strictObject(id), content })

const Paragraph = z.strictObject({
  type: z.literal('paragraph'),
  attrs: z.strictObject({ ...id, align: z.enum(alignments) }),
  content,
})
const Item = z.strictObject({
  type: z.literal('item'),
  attrs: z.strictObject({ ...id, ordered: z.boolean(), level: z.int().min(1).max(4) }),
  content,
})
const Appendix = z.strictObject({
  type: z.literal('appendix'),
  attrs: z.strictObject({
    ...id,
    /** The type of a text issued with this one (`QUY CHẾ`); null for a phụ lục. */
    attached: z.enum(documentTypes.map(({ key }) => key) as [DocumentTypeKey]).nullable(),
  }),
  content,
})

const span = z.int().min(1).max(bodyLimits.tableRows)
const Cell = z.strictObject({
  type: z.literal('cell'),
  attrs: z.strictObject({
    colspan: span.max(bodyLimits.tableColumns),
    rowspan: span,
    header: z.boolean(),
    /** In pixels of the editor, one for each column it spans: only their proportion counts on the page. */
    colwidth: z.array(z.int().min(0).max(5000)).max(bodyLimits.tableColumns).nullable(),
  }),
  content: z
    .array(z.discriminatedUnion('type', [Paragraph, Item]))
    .min(1)
    .max(200),
})
const Row = z.strictObject({
  type: z.literal('row'),
  content: z.array(Cell).max(bodyLimits.tableColumns).optional(),
})
const Table = z.strictObject({
  type: z.literal('table'),
  attrs: z.strictObject(id),
  content: z.array(Row).min(1).max(bodyLimits.tableRows),
})

const Image = z.strictObject({
  type: z.literal('image'),
  attrs: z.strictObject({
    ...id,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    widthMm: z.number().min(5).max(165),
    /** What somebody who does not see it is told. */
    alt: line(500),
  }),
})

/** The blocks that hold words, by their node names. */
export const textBlockTypes = [
  'part',
  'chapter',
  'section',
  'article',
  'clause',
  'point',
  'paragraph',
  'heading',
  'basis',
  'item',
  'appendix',
] as const
export type TextBlockType = (typeof textBlockTypes)[number]

export const Block = z.discriminatedUnion('type', [
  textBlock('part'),
  textBlock('chapter'),
  textBlock('section'),
  textBlock('article'),
  textBlock('clause'),
  textBlock('point'),
  textBlock('heading'),
  textBlock('basis'),
  Paragraph,
  Item,
  Appendix,
  Table,
  Image,
  z.strictObject({ type: z.literal('page_break'), attrs: z.strictObject(id) }),
])
export type Block = z.infer<typeof Block>
export type TextBlock = Extract<Block, { type: TextBlockType }>
export type TableBlock = z.infer<typeof Table>
export type TableCell = z.infer<typeof Cell>

/**
 * The text of a document. Beyond its shape it is checked that ids are not repeated, that tables are whole (every row has as many
 * columns, nothing overlaps) and that the whole keeps within `bodyLimits`; read in time linear in its length.
 */
export const Body = z
  .strictObject({ type: z.literal('doc'), content: z.array(Block).min(1).max(bodyLimits.blocks) })
  .superRefine((body, check) => {
    const refuse = (message: BodyProblem, path: (string | number)[] = []) =>
      check.addIssue({ code: 'custom', message, path, params: { problem: message } })
    const ids = new Set<string>()
    let blocks = 0
    let characters = 0
    let images = 0
    const count = (attrs: { id: string }, path: (string | number)[]) => {
      blocks += 1
      if (ids.has(attrs.id)) refuse('repeated_id', path)
      ids.add(attrs.id)
    }
    for (const [index, block] of body.content.entries()) {
      const path = ['content', index]
      count(block.attrs, path)
      if (block.type === 'image') images += 1
      else if (block.type === 'table') {
        if (!tableIsWhole(block)) refuse('uneven_table', path)
        for (const row of block.content)
          for (const cell of row.content ?? [])
            for (const part of cell.content) {
              count(part.attrs, path)
              characters += lengthOf(part.content)
            }
      } else if (block.type !== 'page_break') {
        const length = lengthOf(block.content)
        if (length > bodyLimits.blockCharacters) refuse('long_block', path)
        characters += length
      }
    }
    if (blocks > bodyLimits.blocks) refuse('too_many_blocks')
    if (characters > bodyLimits.characters) refuse('too_long')
    if (images > bodyLimits.images) refuse('too_many_images')
  })
export type Body = z.infer<typeof Body>

/** What may be wrong with a text of the right shape. */
export type BodyProblem =
  | 'repeated_id'
  | 'uneven_table'
  | 'long_block'
  | 'too_many_blocks'
  | 'too_long'
  | 'too_many_images'

function lengthOf(inlines: readonly Inline[] | undefined): number {
  let length = 0
  for (const inline of inlines ?? []) {
    if (inline.type === 'text') length += inline.text.length
    else if (inline.type === 'mention') length += inline.attrs.label.length
    else if (inline.type === 'citation') length += inline.attrs.title.length + inline.attrs.organ.length + 60
    else length += 1
  }
  return length
}

/** How many columns a table has: those of its first row. */
export function columnsOf(table: TableBlock): number {
  return (table.content[0]?.content ?? []).reduce((sum, { attrs }) => sum + attrs.colspan, 0)
}

/** Whether the cells fill a rectangle, each place once. */
function tableIsWhole(table: TableBlock): boolean {
  const columns = columnsOf(table)
  if (columns < 1 || columns > bodyLimits.tableColumns) return false
  /** Of each column, how many further rows a cell from above reaches into. */
  const reach = new Array<number>(columns).fill(0)
  for (const [index, row] of table.content.entries()) {
    const left = table.content.length - index
    let column = 0
    for (const { attrs } of row.content ?? []) {
      while (column < columns && (reach[column] ?? 0) > 0) column += 1
      if (column + attrs.colspan > columns || attrs.rowspan > left) return false
      for (let at = column; at < column + attrs.colspan; at += 1) {
        if ((reach[at] ?? 0) > 0) return false
        reach[at] = attrs.rowspan
      }
      column += attrs.colspan
    }
    for (let at = 0; at < columns; at += 1) {
      if ((reach[at] ?? 0) < 1) return false
      reach[at] = (reach[at] ?? 0) - 1
    }
  }
  return true
}
