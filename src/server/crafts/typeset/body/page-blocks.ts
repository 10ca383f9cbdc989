/** The text of a document as the template sets it: numbered, punctuated, its tables fitted. Pure. */
import type { Block, Body, TextBlock } from '#shared/document/body.ts'
import { type Label, labelsOf } from '#shared/document/numbering.ts'
import { endWith, inCapitals, plainOf, type Run, runsOf } from './runs.ts'
import { fitTable, type PageTable } from './tables.ts'

export interface PageWords {
  kind: TextBlock['type']
  id: string
  label: string
  /** The label stands above the words. */
  above: boolean
  /** Of a title: its level in the structure of the PDF; 0 where it is none. */
  level: number
  align: string
  runs: Run[]
  /** Letters in it. */
  length: number
  /** A word in it that breaks nowhere: then its lines are left uneven. */
  long: boolean
}

export type PageBlock =
  | PageWords
  | PageTable
  | { kind: 'image'; id: string; sha256: string; width: number; alt: string }
  | { kind: 'page_break'; id: string }

export interface PageText {
  /** What stands before the signature. */
  main: PageBlock[]
  /** Each begins with its heading, on a page of its own, after the signature. */
  appendices: PageBlock[][]
}

export interface Punctuation {
  /** `./.` after the last words: every type but thư công and hợp đồng. */
  closed: boolean
  /** What stands between the bases of a decision and its text where nobody wrote it: `QUYẾT ĐỊNH:`. */
  before?: string | undefined
}

/**
 * NĐ 30/2020/NĐ-CP Phụ lục I, mục II.5 and 6: bases end in semicolons and the last in a full stop, numbers are computed, the text
 * ends in `./.`. Refuses a table that does not fit the page (`tableTooWide`).
 */
export function pageBlocks(body: Body, { closed, before }: Punctuation): PageText {
  const labels = labelsOf(body.content)
  const levels = levelsOf(body.content)
  let tables = 0
  const laid = body.content.map((block, index): PageBlock => {
    if (block.type === 'page_break') return { kind: 'page_break', id: block.attrs.id }
    if (block.type === 'image') {
      const { id, sha256, widthMm, alt } = block.attrs
      return { kind: 'image', id, sha256, width: widthMm, alt: alt.trim() || 'Hình' }
    }
    if (block.type === 'table') {
      tables += 1
      const own = cellLabels(block)
      return fitTable(block, tables, (part) => own.get(part) ?? '')
    }
    return layWords(block, labels[index] as Label, levels.get(block.type) ?? 0)
  })
  const first = laid.findIndex(({ kind }) => kind === 'appendix')
  const main = first < 0 ? laid : laid.slice(0, first)
  const appendices: PageBlock[][] = []
  for (const block of first < 0 ? [] : laid.slice(first)) {
    if (block.kind === 'appendix') appendices.push([block])
    else appendices.at(-1)?.push(block)
  }
  return { main: punctuate(withHeading(ended(main), before), closed), appendices: appendices.map(withBases) }
}

/** Without what is empty at its end: between the last words and the signature nothing stands. */
function ended(blocks: readonly PageBlock[]): PageBlock[] {
  const last = blocks.findLastIndex(
    (block) => block.kind !== 'page_break' && !(isWords(block) && isEmpty(block)),
  )
  return blocks.slice(0, Math.max(last, 0) + 1)
}

const isEmpty = ({ length, label }: PageWords) => length === 0 && label === ''

function layWords(block: TextBlock, label: Label, level: number): PageWords {
  const runs = runsOf(block.content)
  const words = plainOf(runs)
  const isTitle = label.above || block.type === 'heading'
  // What is issued with a document has its trích yếu as every document does: small (Phụ lục I, II.5.a).
  const isSmall = block.type === 'appendix' && block.attrs.attached !== null
  const capital = label.above && block.type !== 'heading' && !isSmall
  return {
    kind: block.type,
    id: block.attrs.id,
    label: label.text,
    above: label.above,
    level: isTitle || (label.titled && block.type === 'section') ? level : 0,
    align: block.type === 'paragraph' ? block.attrs.align : 'justify',
    runs: capital ? inCapitals(runs) : label.titled ? runs.map(({ t, as }) => ({ t, as: `${as}b` })) : runs,
    length: words.length,
    long: words.split(/\s/).some((word) => word.length > 15),
  }
}

/** Titles are nested without a gap, whichever of them a text has; the name of its type is the first level. */
function levelsOf(blocks: readonly Block[]): Map<string, number> {
  const used = new Set(blocks.map(({ type }) => type))
  const levels = new Map<string, number>([
    ['heading', 2],
    ['appendix', 2],
  ])
  let level = 2
  for (const type of ['part', 'chapter', 'section'] as const) {
    if (!used.has(type)) continue
    levels.set(type, level)
    level += 1
  }
  return levels
}

/** Lists in cells count within their cell. */
function cellLabels(table: Extract<Block, { type: 'table' }>): Map<object, string> {
  const labels = new Map<object, string>()
  for (const { content = [] } of table.content)
    for (const cell of content)
      for (const [index, { text }] of labelsOf(cell.content).entries())
        labels.set(cell.content[index] as object, text)
  return labels
}

function withHeading(blocks: readonly PageBlock[], words: string | undefined): PageBlock[] {
  const first = blocks.findIndex(({ kind }) => isDivision.has(kind))
  const has = blocks.slice(0, first).some(({ kind }) => kind === 'heading')
  if (!words || first < 0 || has) return [...blocks]
  const heading: PageWords = {
    kind: 'heading',
    id: '',
    label: '',
    above: false,
    level: 2,
    align: 'center',
    runs: [{ t: words, as: '' }],
    length: words.length,
    long: false,
  }
  return blocks.toSpliced(first, 0, heading)
}

/** What the text of a decision begins with, whichever of them comes first. */
const isDivision = new Set(['part', 'chapter', 'section', 'article'])

function punctuate(blocks: readonly PageBlock[], closed: boolean): PageBlock[] {
  const shown = withBases(blocks)
  const block = shown.at(-1)
  if (!closed || !block || !isWords(block) || !sentences.has(block.kind) || block.length === 0) return shown
  return shown.with(-1, { ...block, runs: endWith(block.runs, './.') })
}

/** Each run of bases that stand together. */
function withBases(blocks: readonly PageBlock[]): PageBlock[] {
  return blocks.map((block, index) => {
    if (block.kind !== 'basis' || block.length === 0) return block
    return { ...block, runs: endWith(block.runs, blocks[index + 1]?.kind === 'basis' ? ';' : '.') }
  })
}

const sentences = new Set(['article', 'clause', 'point', 'paragraph', 'item'])

function isWords(block: PageBlock): block is PageWords {
  return 'runs' in block
}
