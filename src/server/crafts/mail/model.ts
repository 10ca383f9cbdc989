/** A mail as far as documents are received by it. */
export interface ReadMail {
  /** As its writer says it: name and address. */
  from: string
  /** Empty where several senders are named: no check says which it looked at. */
  fromAddress: string
  subject: string
  /** Each Authentication-Results line, the topmost first (RFC 8601). */
  results: string[]
  attachments: MailAttachment[]
  /** Files beyond the limit, which were not taken: how many, and the names of the first of them. */
  left: { count: number; names: string[] }
}

export interface MailAttachment {
  name: string
  /** As the sender says it. */
  mediaType: string
  content: Uint8Array
}
