/** What may be asked about a file from outside; both sides of the wall know these shapes. */
import type { ReadDocx } from '#server/crafts/docx/read-docx.ts'
import type { PdfQuestion, PdfReading } from '#server/crafts/pdf/read-pdf.ts'
import type { PdfaFinding } from '#server/crafts/pdfa/rules.ts'
import type { Statement, StatementQuestion } from '#server/crafts/statement/read-statement.ts'

export type Question =
  /** A file on the disk that is handed in: what is it, and may it be taken? */
  | { kind: 'inspect'; path: string; size: number }
  /** A PDF somebody wants to have checked, in the pieces it came in. */
  | ({ kind: 'read-pdf'; parts: readonly Uint8Array[] } & PdfQuestion)
  /** A bank's statement, to be compared with the money we know. */
  | ({ kind: 'read-statement'; parts: readonly Uint8Array[] } & StatementQuestion)
  /** A Word document whose text somebody goes on writing here. */
  | { kind: 'read-docx'; parts: readonly Uint8Array[] }
  /** A PDF we sign, or have signed: what of it breaks PDF/A-2a? */
  | { kind: 'check-pdfa'; parts: readonly Uint8Array[] }

/** A question as it goes through the wall: the bytes follow by a pipe, so that they are copied by nobody. */
export type Posed =
  | Extract<Question, { kind: 'inspect' }>
  | ({ kind: 'read-pdf'; size: number } & PdfQuestion)
  | ({ kind: 'read-statement'; size: number } & StatementQuestion)
  | { kind: 'read-docx'; size: number }
  | { kind: 'check-pdfa'; size: number }

/** The descriptor at which a reading process finds the bytes of a question. */
export const bytesDescriptor = 4

export interface Answers {
  inspect: string
  'read-pdf': PdfReading
  'read-statement': Statement
  'read-docx': ReadDocx
  'check-pdfa': PdfaFinding[]
}

export type Reply =
  | { answer: Answers[keyof Answers] }
  | { refusal: { code: string; status: number; details: object } }
  /** Reading costs more than any honest file of its size. */
  | { beyondLimits: true }
  /** A defect of ours. */
  | { defect: string }

/** What a reader says first of all. */
export interface Ready {
  isReady: true
}
