/** What is found, and where. */
import { type Box, type Paragraph, wordsOf } from './model.ts'
import type { Rule } from './rules.ts'

export type Found =
  | { kind: 'words'; words: string }
  | { kind: 'points' | 'millimetres' | 'lines' | 'part'; value: number }
  | { kind: 'paper'; width: number; height: number }
  | { kind: 'state'; state: FoundState }

export type FoundState =
  | 'missing'
  | 'light'
  | 'bold'
  | 'italic'
  | 'upright'
  | 'lower'
  | 'capitals'
  | 'left'
  | 'right'
  | 'center'
  | 'justify'
  | 'all'
  | 'shown'
  | 'below'
  | 'above'
  | 'decomposed'

export interface Place {
  page?: number | undefined
  /** On that page, in millimetres. */
  box?: Box | undefined
  /** Of a draft. */
  block?: string | undefined
  /** The words by which it is found in the text. */
  words?: string | undefined
}

export interface Finding {
  rule: Rule
  found: Found
  place: Place
}

export type Judged = Omit<Finding, 'rule'>[] | undefined

export function placeOf(paragraph: Paragraph): Place {
  const { page, box, block } = paragraph
  return { page, box, block, words: wordsOf(paragraph).slice(0, 80) }
}
