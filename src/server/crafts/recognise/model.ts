/** What reading a letter gives: of each page how it was read, and of the letter what may be entered for it. */

/** A place on a page as it was handed in, in parts of its width and height. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** `secrecy` is no field to enter: what bears such a mark is not taken in. */
export const letterFields = [
  'number',
  'symbol',
  'issuedOn',
  'organ',
  'type',
  'subject',
  'urgency',
  'secrecy',
] as const
export type LetterField = (typeof letterFields)[number]

/** What may be entered: never taken over without somebody looking at the place it was read from. */
export interface Proposal {
  value: string
  /** From 0 to 1: how surely these letters were read and this rule is the right one. */
  confidence: number
  page: number
  box: Box
}

export type Proposals = Partial<Record<LetterField, Proposal>>

/** By how much a page has to be turned clockwise to stand upright. */
export type Quarter = 0 | 90 | 180 | 270

export type PageState = 'read' | 'blank' | 'other_language' | 'unreadable'

export interface PageReading {
  page: number
  state: PageState
  /** The file's own letters, or what was made out in a picture of it. */
  from: 'text' | 'picture'
  quarter: Quarter
  /** Height in parts of the width, as it was handed in. */
  ratio: number
  /** Degrees by which the lines fell to the right. */
  skew: number
  /** From 0 to 1. */
  confidence: number
  text: string
}

export interface LetterReading {
  pageCount: number
  /** From the first; fewer than there are where the letter is long. */
  pages: PageReading[]
  proposals: Proposals
  /** Of a PDF, once somebody looked: whether it is what its digital signatures signed. Readings of earlier releases lack it. */
  signed?: 'intact' | 'broken' | 'unsigned' | 'unreadable'
}

/** One word where it stands, in parts of the width of its page (both directions), the page being upright and straight. */
export interface Word {
  text: string
  confidence: number
  left: number
  top: number
  right: number
  bottom: number
}
