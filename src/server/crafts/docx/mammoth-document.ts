/** The parts of mammoth's document we read; it types only what it makes of them. */
import mammoth from 'mammoth'

export type Element =
  | {
      type: 'paragraph'
      children: Element[]
      styleId: string | null
      styleName: string | null
      numbering: { isOrdered: boolean; level: string } | null
      alignment: string | null
    }
  | RunElement
  | { type: 'text'; value: string }
  | { type: 'tab' }
  | { type: 'break'; breakType: 'line' | 'page' | 'column' }
  | { type: 'hyperlink'; children: Element[]; href?: string }
  | { type: 'noteReference'; noteType: string; noteId: string }
  | ImageElement
  | { type: 'table'; children: Element[] }
  | { type: 'tableRow'; children: Element[]; isHeader: boolean }
  | { type: 'tableCell'; children: Element[]; colSpan: number; rowSpan: number }
  | { type: 'checkbox'; checked: boolean }
  | { type: 'bookmarkStart' | 'commentReference' }

export interface RunElement {
  type: 'run'
  children: Element[]
  styleId: string | null
  isBold: boolean
  isItalic: boolean
  isUnderline: boolean
  isStrikethrough: boolean
  isAllCaps: boolean
  verticalAlignment: 'baseline' | 'superscript' | 'subscript'
  font: string | null
}

export interface ImageElement {
  type: 'image'
  altText?: string | null
  contentType?: string
  /** Of a picture the file only names by its address, this fails: nothing is fetched. */
  readAsBuffer(): Promise<Buffer>
}

export type Paragraph = Extract<Element, { type: 'paragraph' }>
export type Table = Extract<Element, { type: 'table' }>

export interface WordDocument {
  children: Element[]
  notes: { resolve(reference: Element): { body: Element[] } | null }
  comments: { body: Element[]; authorName?: string }[]
}

/** The document of a DOCX as mammoth reads it: insertions that are tracked stand, deletions are gone. */
export async function readWordDocument(buffer: Buffer): Promise<WordDocument> {
  let document: WordDocument | undefined
  await mammoth.convertToHtml(
    { buffer },
    {
      includeEmbeddedStyleMap: false,
      transformDocument: (read) => {
        document = read as WordDocument
        return { ...read, children: [], comments: [] }
      },
    },
  )
  if (!document) throw new Error('a DOCX without a document')
  return document
}

/** All words of some elements, a line for each paragraph. */
export function wordsOf(elements: readonly Element[]): string {
  let words = ''
  for (const element of elements) {
    if (element.type === 'text') words += element.value
    else if (element.type === 'tab') words += ' '
    else if (element.type === 'break') words += '\n'
    else if ('children' in element) {
      words += wordsOf(element.children)
      if (element.type === 'paragraph' || element.type === 'tableRow') words += '\n'
      else if (element.type === 'tableCell') words += '\t'
    }
  }
  return words
}
