/** What stands above and below a text, as its fields hold it, and as it is sent. */
import { Node } from 'prosemirror-model'
import type { ReadDocx } from '#server/crafts/docx/read-docx.ts'
import type { DraftText } from '#server/modules/documents/index.ts'
import type { Body } from '#shared/document/body.ts'
import { schema } from '#shared/document/schema.ts'

export interface Head {
  kind: DraftText['kind']
  subject: string
  addressees: DraftText['addressees']
  /** One for each line of the field; empty lines are no recipients. */
  recipients: string[]
  recipientAgencies: string[]
  urgency: string
  power: string
  drafter: string
  unit: string
  copies: number | null
  contact: string
  onlyHead: boolean
}

export function headOf(text: DraftText): Head {
  const { kind, subject, addressees, recipients, recipientAgencies } = text
  return {
    kind,
    subject,
    addressees,
    recipients,
    recipientAgencies,
    urgency: text.urgency ?? '',
    power: text.power ?? '',
    drafter: text.drafter ?? '',
    unit: text.unit ?? '',
    copies: text.copies ?? null,
    contact: text.contact ?? '',
    onlyHead: text.onlyHead ?? false,
  }
}

/** The whole draft as the server takes it; what is empty is left out. */
export function textOf(head: Head, body: Body): DraftText {
  const { kind, subject, addressees, recipients, recipientAgencies } = head
  // An abbreviation: nothing else stands in a symbol.
  const unit = head.unit.replace(/[^\p{L}\d.-]/gu, '').slice(0, 20)
  return {
    kind,
    subject: subject.trim(),
    body,
    addressees,
    recipients: recipients.map((line) => line.trim()).filter(Boolean),
    recipientAgencies,
    ...(head.urgency && { urgency: head.urgency as DraftText['urgency'] }),
    ...(head.power && { power: head.power as DraftText['power'] }),
    ...(head.drafter.trim() && { drafter: head.drafter.trim() }),
    ...(unit && { unit }),
    ...(head.copies && { copies: head.copies }),
    ...(head.contact.trim() && { contact: head.contact.trim() }),
    onlyHead: head.onlyHead,
  }
}

/** What stands around a text read from Word, put where nothing does yet. */
export function fillHead(head: Head, read: ReadDocx['head']): void {
  head.subject ||= (read.subject ?? '').slice(0, 500)
  if (head.addressees.length === 0)
    head.addressees = read.addressees.slice(0, 50).map((name) => ({ name: name.slice(0, 300) }))
  if (head.recipients.every((line) => line.trim() === '')) head.recipients = read.recipients.slice(0, 50)
}

/** Whether two say the same, letter for letter. */
export function isSameText(one: DraftText, other: DraftText): boolean {
  const [head, otherHead] = [one, other].map((text) =>
    JSON.stringify(textOf(headOf(text), { ...text.body, content: [] })),
  )
  return head === otherHead && Node.fromJSON(schema, one.body).eq(Node.fromJSON(schema, other.body))
}
