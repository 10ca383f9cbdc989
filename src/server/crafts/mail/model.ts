/** A mail as far as documents are received by it. */
export interface ReadMail {
  /** As its writer says it: name and address. */
  from: string
  /** Empty where several senders are named: no check says which it looked at. */
  fromAddress: string
  subject: string
  /** Each Authentication-Results line, the topmost first (RFC 8601). */
  results: string[]
  /** Of a mail without files: the pictures within its text. */
  attachments: MailAttachment[]
  hasFiles: boolean
  /** Files beyond the limit, which were not taken: how many, and the names of the first of them. */
  left: { count: number; names: string[] }
  /** What stands in it, as plain text. */
  body: { text: string; isCut: boolean; isGarbled: boolean }
  /** When it was written, as its writer says (ISO 8601); empty where nothing is said. */
  date: string
}

export interface MailAttachment {
  name: string
  /** As the sender says it. */
  mediaType: string
  content: Uint8Array
}
