/** What stands above and below a text, as its fields hold it, and as it is sent. */
import type { DraftText } from '#server/modules/documents/index.ts'
import type { Body } from '#shared/document/body.ts'

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
  }
}
