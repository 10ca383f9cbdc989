import { z } from 'zod'
import type { LetterReading } from '#server/crafts/recognise/model.ts'
import { Day } from '#shared/day.ts'
import { documentTypes } from '#shared/document/types.ts'
import { normalise, stripMarks } from '#shared/text/index.ts'

export const arrivalSources = ['exchange', 'mail', 'scan'] as const
export type ArrivalSource = (typeof arrivalSources)[number]

/** What can be read and shown page by page. */
export const readableTypes = ['application/pdf', 'image/jpeg', 'image/png']

/** What its source says of a document that came: proposals, which the clerk looks through. */
export interface Said {
  number?: string
  symbol?: string
  issuedOn?: string
  organ?: string
  type?: string
  subject?: string
  urgency?: string
  dueOn?: string
  /** Of the exchange: the document of this platform it is. */
  documentId?: string
  /** Of a letter of the exchange from outside this platform: what the exchange knows it by, and for whom it was. */
  letterId?: string
  letterTo?: string
  /** Of a mail: its subject line. */
  mailSubject?: string
}

/** What its own server found of who sent a mail (RFC 8601); nothing else is believed of it. */
export interface MailFindings {
  from: string
  /** `unknown` where no server we believe has judged it. */
  sender: 'proven' | 'failed' | 'unknown'
  dkim: string
  spf: string
  dmarc: string
}

export type Findings = Partial<{
  mail: MailFindings
  /** `body_only`, `pictures_only`: it had no file, and what stands in its text is taken; `no_attachment`: there is nothing at all. */
  problem: 'body_only' | 'pictures_only' | 'no_attachment' | 'too_large' | 'not_fetched' | 'unreadable'
  /** Of what came with more files than are taken: how many were left behind, and the names of some. */
  left: { count: number; names: string[] }
}>

export interface ArrivalFile {
  position: number
  name: string
  mediaType: string
  size: number
  sha256: string | null
  /** The code of the refusal it met. */
  refused: string | null
}

export interface Arrival {
  id: string
  agencyId: string
  source: ArrivalSource
  arrivedAt: Date
  sender: string
  senderAgencyId: string | null
  said: Said
  findings: Findings
  /** As it was read on its page, else as its source says. */
  urgency: string | null
  state: 'waiting' | 'registered' | 'refused'
  readingState: 'none' | 'waiting' | 'read' | 'failed'
  reading: LetterReading | null
  documentId: string | null
  settledBy: string | null
  settledAt: Date | null
  reason: string | null
}

const typeKeys = documentTypes.map(({ key }) => key) as [string, ...string[]]
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** As it is shown and printed: one line, without what nobody sees. */
const line = (least: number, most: number) =>
  z
    .string()
    .transform((text) => normalise(text, 4 * most))
    .pipe(z.string().min(least).max(most))

/** What the clerk enters of an incoming document (NĐ 30/2020/NĐ-CP Phụ lục IV); lengths by its Phụ lục VI. */
export const IncomingDetails = z.object({
  sentNumber: line(0, 11).default(''),
  symbol: line(0, 30).default(''),
  issuedOn: optional(Day),
  organ: line(1, 200),
  type: z.enum(typeKeys),
  subject: line(1, 500),
  pages: optional(z.coerce.number().int().min(1).max(9999)),
  urgency: optional(z.enum(['urgent', 'most_urgent', 'express'])),
  dueOn: optional(Day),
})
export type IncomingDetails = z.infer<typeof IncomingDetails>

/** As texts are compared: no accents, no case, no marks between words. */
export function plainKey(text: string): string {
  return stripMarks(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Number and symbol as they stand on the page: `198/SNV-TH`. */
export function writtenSymbol(number: string, symbol: string): string {
  const printed = /^\d$/.test(number) ? `0${number}` : number
  return printed && symbol ? `${printed}/${symbol}` : printed || symbol
}
