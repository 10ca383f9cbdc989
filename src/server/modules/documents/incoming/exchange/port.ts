/** The exchange between agencies, as this room knows it: letters go out, acknowledgements come back. */

export interface LetterFile {
  name: string
  mediaType: string
  size: number
  sha256: string
}

/** A document that was issued, for one of its receivers. */
export interface Letter {
  documentId: string
  from: { agencyId: string; name: string }
  to: string
  number: string
  symbol: string
  issuedOn: string
  type: string
  subject: string
  urgency: string | null
  /** The signed file, and what belongs to it. */
  files: readonly LetterFile[]
}

/** Acknowledgements of QCVN 102:2016/BTTTT, by their codes 01, 02 and 03. */
export type Acknowledgement =
  | { state: 'arrived' }
  | { state: 'refused'; reason: string }
  | { state: 'registered'; receivedAs: string }

export interface Exchange {
  /**
   * Hands the letter over; the same letter to the same receiver twice arrives once. Throws where it was not taken: then it is
   * handed over again.
   */
  send(letter: Letter): Promise<Acknowledgement>
}
