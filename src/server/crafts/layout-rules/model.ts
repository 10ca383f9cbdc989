/** A document as its layout is judged: what a draft, a DOCX and a PDF have in common. What a format does not show is undefined. */

/** What a paragraph is: the numbered parts of NĐ 30/2020/NĐ-CP Phụ lục I, mục IV, and what stands in the text. */
export type Role =
  | 'country'
  | 'motto'
  | 'parent'
  | 'organ'
  | 'number'
  | 'place'
  | 'about'
  | 'type'
  | 'subject'
  | 'addressee'
  | 'issuer'
  | 'basis'
  | 'heading'
  | 'part'
  | 'partTitle'
  | 'article'
  | 'clause'
  | 'point'
  | 'body'
  | 'cell'
  | 'authority'
  | 'signer'
  | 'recipientsTitle'
  | 'recipient'
  | 'keep'
  | 'appendix'
  | 'appendixTitle'
  | 'appendixNote'
  | 'mark'
  | 'other'

export type Align = 'left' | 'center' | 'right' | 'justify'

/** Letters that look alike. */
export interface Run {
  text: string
  font?: string | undefined
  /** In points. */
  size?: number | undefined
  bold?: boolean | undefined
  italic?: boolean | undefined
  /** `000000`; `auto` is black on white. */
  colour?: string | undefined
}

/** From the left and upper edge of the page, in millimetres. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface Paragraph {
  runs: Run[]
  role?: Role | undefined
  /** Counted from 1. */
  page?: number | undefined
  box?: Box | undefined
  /** Of a draft. */
  block?: string | undefined
  /** Half of the page, for what stands beside something else. */
  column: 'left' | 'right' | 'all'
  /** In a table of the text, not of the frame of the page. */
  inTable?: boolean | undefined
  /** In a box of its own; where on the page that stands, its file does not say. */
  floats?: boolean | undefined
  align?: Align | undefined
  /** Of the first line, in millimetres from where the others begin. */
  indent?: number | undefined
  /** Points between this paragraph and the one before, where that is of the same text. */
  gap?: number | undefined
  /** 1 is single. */
  lineSpacing?: number | undefined
  /** The line drawn under it, as a part of its last words' width; null where there is none. */
  line?: number | null | undefined
}

/** One page, or in a DOCX the pages of one section. */
export interface Sheet {
  page?: number | undefined
  width: number
  height: number
  margins?: { top?: number; right?: number; bottom?: number; left?: number } | undefined
}

export interface PageNumber {
  /** The page it stands on; in a DOCX 1 for the first and 2 for the others. */
  page: number
  text: string
  align?: Align | undefined
  /** In the upper margin, not in the lower one. */
  above: boolean
  run: Run
  box?: Box | undefined
}

export type Format = 'draft' | 'docx' | 'pdf'

export interface PageModel {
  format: Format
  sheets: Sheet[]
  paragraphs: Paragraph[]
  /** Undefined where the format shows none. */
  pageNumbers?: PageNumber[] | undefined
  /** Undefined where it is not known. */
  pages?: number | undefined
  /** Pages beyond what is read. */
  unread?: number | undefined
}

export const textOf = ({ runs }: Pick<Paragraph, 'runs'>): string => runs.map(({ text }) => text).join('')

/** As they are read: letters whole, on one line, with single spaces, one kind of hyphen and nothing that is not to be seen. */
export function wordsOf(paragraph: Pick<Paragraph, 'runs'>): string {
  return textOf(paragraph)
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u200c\u2060]/g, '')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim()
}
