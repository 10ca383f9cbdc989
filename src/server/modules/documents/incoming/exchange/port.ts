/** The exchange between agencies, as this room knows it: letters go out and come in, acknowledgements go the other way. */
import type { Readable } from 'node:stream'

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

/** A letter as the exchange gives it: all of it is what somebody outside wrote. */
export interface ReceivedLetter extends Omit<Letter, 'documentId' | 'from' | 'files'> {
  /** The same for the same letter to the same receiver, however often it is given. */
  id: string
  /** Where an agency of this platform issued it: its document here. */
  documentId?: string
  from: { agencyId?: string; name: string }
  files: readonly ReceivedFile[]
}

export interface ReceivedFile extends LetterFile {
  /** Its bytes; absent where they are this platform's own and stored here. */
  open?(signal: AbortSignal): Promise<Readable>
}

/** Acknowledgements of QCVN 102:2016/BTTTT, by their codes 01, 02 and 03. */
export type Acknowledgement =
  | { state: 'arrived' }
  | { state: 'refused'; reason: string }
  | { state: 'registered'; receivedAs: string }

export interface LetterPage {
  letters: readonly ReceivedLetter[]
  /** Where the next page begins; absent behind the last. */
  next?: string
}

export interface Exchange {
  /**
   * Hands the letter over; the same letter to the same receiver twice arrives once. Gives what its receiver says where that is known at
   * once. Throws where it was not taken: then it is handed over again.
   */
  send(letter: Letter): Promise<Acknowledgement | undefined>
  /**
   * A page of the letters for agencies of this platform that were not acknowledged, in the exchange's order, after a place of that order. A letter
   * may come again at any time, before others or after them: who receives takes it once.
   */
  receive(asked: { after: string | undefined; limit: number; signal: AbortSignal }): Promise<LetterPage>
  /** Tells the sender what became of it. Repeating says nothing new, and no later word takes back that it was entered or refused. */
  acknowledge(
    letter: Pick<ReceivedLetter, 'id' | 'to'>,
    acknowledgement: Acknowledgement,
    signal: AbortSignal,
  ): Promise<void>
}
