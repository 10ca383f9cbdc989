/** The words of a text, block by block: for search, comparing, checking and reading aloud. */
import type { Body, Citation, Inline } from './body.ts'
import { labelsOf } from './numbering.ts'

/** `Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư`; a law by its name. */
export function citationText({ type, symbol, date, organ, title }: Citation): string {
  const isLaw = /^(bộ luật|luật|pháp lệnh|hiến pháp)/i.test(type)
  const numbered = symbol ? `số ${symbol}` : ''
  const [year, month, day] = date.split('-')
  const on =
    year && month && day ? `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}` : ''
  const from = organ ? `của ${organ}` : ''
  // Of a law neither number nor organ is written, but its day (NĐ 30/2020/NĐ-CP Phụ lục I, II.6: from knowledge, held against no source);
  // its number only where no day is known.
  const parts = isLaw ? [type, title, on || numbered] : [type, numbered, on, from, title]
  return parts.filter(Boolean).join(' ')
}

/** A line end stands for each hard break. */
export function inlineText(content: readonly Inline[] | undefined): string {
  return (content ?? [])
    .map((inline) => {
      if (inline.type === 'text') return inline.text
      if (inline.type === 'citation') return citationText(inline.attrs)
      return inline.type === 'mention' ? inline.attrs.label : '\n'
    })
    .join('')
}

export interface BlockText {
  id: string
  type: Body['content'][number]['type']
  /** `Điều 3.`, `a)`, `-`; empty where nothing is numbered. */
  label: string
  /** How it is cited; empty for what has no number. */
  cited: string
  /** Without the label. Of a table one line for each row, cells parted by tabs; of an image what it shows. */
  text: string
}

/** Each block with its label and its words, in order. */
export function blockTexts(body: Body): BlockText[] {
  const labels = labelsOf(body.content)
  return body.content.map((block, index) => {
    const { text: label = '', cited = '' } = labels[index] ?? {}
    return { id: block.attrs.id, type: block.type, label, cited, text: wordsOf(block) }
  })
}

function wordsOf(block: Body['content'][number]): string {
  if (block.type === 'page_break') return ''
  if (block.type === 'image') return block.attrs.alt
  if (block.type !== 'table') return inlineText(block.content)
  return block.content
    .map((row) =>
      (row.content ?? [])
        .map((cell) => cell.content.map((part) => inlineText(part.content)).join('\n'))
        .join('\t'),
    )
    .join('\n')
}

/** All words of a text with their labels, one line for each block. */
export function bodyText(body: Body): string {
  return blockTexts(body)
    .map(({ label, text }) => [label, text].filter(Boolean).join(' '))
    .filter(Boolean)
    .join('\n')
}
