/** What a line of a text is, by the number or mark somebody typed before it: `Điều 1.`, `a)`, `- `. Pure, for pasting and for DOCX. */
import type { Block, Inline } from './body.ts'
import { labelsOf } from './numbering.ts'
import { inlineText } from './text-of.ts'

type Recognised =
  | { type: 'part' | 'chapter' | 'section' | 'article' | 'clause' | 'point' | 'basis' | 'heading' }
  | { type: 'item'; ordered: boolean; level: number }
  | { type: 'appendix' }

export interface Line {
  as: Recognised
  /** How many letters of the line are the typed number or mark, which the block says by itself. */
  typed: number
}

/** Each begins a line; what it matches is what was typed. */
const beginnings: [RegExp, Recognised][] = [
  [/^Phần\s{1,3}(?:thứ\s\p{L}{1,6}|[IVXLC]{1,7})(?:\s{0,2}[.:]|$)\s{0,3}/iu, { type: 'part' }],
  [/^Chương\s{1,3}(?:[IVXLC]{1,7}|\d{1,3})(?:\s{0,2}[.:-]|$)\s{0,3}/iu, { type: 'chapter' }],
  [/^Mục\s{1,3}(?:[IVXLC]{1,7}|\d{1,3})(?:\s{0,2}[.:-]|$)\s{0,3}/iu, { type: 'section' }],
  [/^Điều\s{1,3}\d{1,4}\s{0,2}[.:]\s{0,3}/iu, { type: 'article' }],
  [/^[IVXLC]{1,7}\s{0,2}[./]\s{1,3}/u, { type: 'section' }],
  [/^\d{1,3}\.\s{1,3}(?=\D)/u, { type: 'clause' }],
  [/^(?:[a-eghiklmnopqrstuvxyđ]|aa)\)\s{0,3}/u, { type: 'point' }],
  [/^[-–—]\s{1,3}/u, { type: 'item', ordered: false, level: 1 }],
  [/^\+\s{1,3}/u, { type: 'item', ordered: false, level: 2 }],
  [/^[*•]\s{1,3}/u, { type: 'item', ordered: false, level: 3 }],
  [/^Phụ\s{1,2}lục(?:\s{1,2}(?:[IVXLC]{1,7}|\d{1,3}))?\s{0,2}[.:]?\s{0,3}$/iu, { type: 'appendix' }],
  [/^(?=Căn cứ\s|Xét đề nghị\s|Theo đề nghị\s)/u, { type: 'basis' }],
]

/** What a line is by its beginning; undefined for a paragraph like any other. Only the first letters are looked at. */
export function recogniseLine(text: string): Line | undefined {
  const lead = text.length - text.trimStart().length
  const line = text.slice(lead, lead + 80)
  for (const [beginning, as] of beginnings) {
    const found = beginning.exec(line)
    if (!found) continue
    if (as.type === 'appendix' && text.trim().length > 20) continue
    return { as, typed: lead + found[0].length }
  }
  return undefined
}

/** The same words without the first letters. */
export function withoutBeginning(content: readonly Inline[], letters: number): Inline[] {
  let left = letters
  const kept: Inline[] = []
  for (const inline of content) {
    if (left > 0 && inline.type === 'text') {
      const text = inline.text.slice(left)
      left = Math.max(0, left - inline.text.length)
      if (text !== '') kept.push({ ...inline, text })
    } else if (left > 0 && inline.type === 'hard_break') left -= 1
    else kept.push(inline)
  }
  return kept
}

export interface RecognisedBlocks {
  blocks: Block[]
  /** Typed numbers that do not follow each other, kept as they were typed. */
  kept: string[]
}

/**
 * Paragraphs as the blocks they are meant to be. A number that was typed goes where the block counts to the same one by itself; where it
 * does not, the paragraph stays as it was typed, so that no number is changed. A title on the line after its number joins it.
 */
export function recogniseBlocks(blocks: readonly Block[]): RecognisedBlocks {
  const lines = joinTitles(blocks)
  const asTyped = new Set<number>()
  for (let round = 0; ; round += 1) {
    const tried = lines.map((line, index) => (asTyped.has(index) ? line.block : (line.meant ?? line.block)))
    const labels = labelsOf(tried)
    const wrong = lines.flatMap(({ meant, typed }, index) =>
      meant && !asTyped.has(index) && counted.has(meant.type) && !isSame(typed, labels[index]?.text ?? '')
        ? [index]
        : [],
    )
    if (wrong.length === 0) return { blocks: tried.map(withoutEmpty), kept: keptOf(lines, asTyped) }
    // The first of them moves all after it; after some rounds all that are wrong stay as they were, in the end all that are counted.
    const staying = round < 20 ? wrong.slice(0, 1) : round < 40 ? wrong : [...lines.keys()]
    for (const index of staying) if (counted.has(lines[index]?.meant?.type ?? '')) asTyped.add(index)
  }
}

const counted = new Set(['part', 'chapter', 'section', 'article', 'clause', 'point'])

interface TypedLine {
  block: Block
  meant?: Block
  typed: string
}

function joinTitles(blocks: readonly Block[]): TypedLine[] {
  const lines: TypedLine[] = []
  /** The number of a part, chapter, section or appendix stood alone: its title is the next line. */
  let untitled: TypedLine | undefined
  let articles = 0
  for (const block of blocks) {
    if (block.type !== 'paragraph') {
      untitled = undefined
      lines.push({ block, typed: '' })
      continue
    }
    const text = inlineText(block.content)
    const line = recogniseLine(text)
    if (untitled?.meant && !line && text.trim() !== '' && text.length < 400 && 'content' in untitled.meant) {
      untitled.meant = { ...untitled.meant, content: block.content } as Block
      untitled.block = {
        ...untitled.block,
        content: [...inlinesOf(untitled.block), { type: 'hard_break' }, ...(block.content ?? [])],
      } as Block
      untitled = undefined
      continue
    }
    untitled = undefined
    if (line?.as.type === 'article') articles += 1
    // After the articles a line that begins with `Căn cứ` is a sentence like any other.
    if (!line || (line.as.type === 'basis' && articles > 0)) {
      const heading = !line && isHeading(text) ? headingOf(block) : undefined
      lines.push(heading ? { block, meant: heading, typed: '' } : { block, typed: '' })
      continue
    }
    const content = withoutBeginning(block.content ?? [], line.typed)
    const made: TypedLine = {
      block,
      meant: blockOf(line.as, block.attrs.id, content),
      typed: text.slice(0, line.typed).trim(),
    }
    if (content.length === 0 && /^(part|chapter|section|appendix)$/.test(line.as.type)) {
      made.meant = { ...(made.meant as Block), content: [] } as Block
      untitled = made
    }
    lines.push(made)
  }
  return lines
}

/** `QUYẾT ĐỊNH:` and its like. */
function isHeading(text: string): boolean {
  return /^(QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|THÔNG BÁO)\s?:$/u.test(text.trim())
}

function headingOf(block: Extract<Block, { type: 'paragraph' }>): Block {
  const content = (block.content ?? []).map((one) => ({ ...one, marks: undefined })) as Inline[]
  return blockOf(
    { type: 'heading' },
    block.attrs.id,
    content.map(({ marks: _marks, ...one }) => one as Inline),
  )
}

function blockOf(as: Recognised, id: string, content: Inline[]): Block {
  const words = content.length > 0 ? { content } : {}
  if (as.type === 'item')
    return { type: 'item', attrs: { id, ordered: as.ordered, level: as.level }, ...words }
  if (as.type === 'appendix') return { type: 'appendix', attrs: { id, attached: null }, ...words }
  return { type: as.type, attrs: { id }, ...words }
}

/** `Điều 5:` says what `Điều 5.` says, `Chương 2` what `Chương II` says not: Roman numbers are the law's. */
function isSame(typed: string, label: string): boolean {
  const plain = (text: string) => text.toLocaleLowerCase('vi').replace(/[\s.:)/-]/g, '')
  return plain(typed) === plain(label)
}

function inlinesOf(block: Block): readonly Inline[] {
  return 'content' in block && block.type !== 'table' ? (block.content ?? []) : []
}

/** A block without words has no list of them. */
function withoutEmpty(block: Block): Block {
  if (!('content' in block) || block.type === 'table' || (block.content ?? []).length > 0) return block
  const { content: _content, ...empty } = block
  return empty as Block
}

function keptOf(lines: readonly TypedLine[], asTyped: ReadonlySet<number>): string[] {
  return [...asTyped].toSorted((a, b) => a - b).map((index) => lines[index]?.typed ?? '')
}
