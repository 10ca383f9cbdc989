/** Thông báo that another room writes: its words and what they order come together, as the first version of a draft. */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { Body } from '#shared/document/body.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { agencyIdsByName, initialsOf, keyOfName } from '../agency/create-draft.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { agencyNotYours, formUnequal } from '../refusals.ts'
import { DocumentOrder, mostOrders } from './model.ts'
import { tooManyOrders } from './refusals.ts'

export interface NewNotice {
  agencyId: string
  /** The meeting whose conclusions it gives. */
  meetingId: string
  subject: string
  body: Body
  orders: readonly DocumentOrder[]
  recipients: readonly string[]
  recipientAgencies: readonly string[]
  /** Of a committee, by whose power it is signed. */
  power?: 'committee' | 'chair' | undefined
}

const mostOfSubject = 500
const mostOfRecipient = 300

/**
 * Begins a notice of this officer's agency. Its blocks keep the ids they come with, and what it orders stands in them. Refuses whoever does
 * not work on documents there, more orders than a document has, and what `draftDocument` refuses.
 */
export function beginNotice(work: Work, officer: Officer, notice: NewNotice): Promise<{ id: string }> {
  requireDocumentHandler(officer)
  const type = findDocumentType('notice')
  if (!type) throw formUnequal()
  if (!officer.agencyIds.includes(notice.agencyId)) throw agencyNotYours()
  if (notice.orders.length > mostOrders) throw tooManyOrders()
  return draftDocument(work, officer, {
    source: 'agency',
    dossierId: null,
    ownerId: null,
    agencyId: notice.agencyId,
    kind: type.key,
    documentType: { abbreviation: type.abbreviation, name: type.name },
    title: type.name,
    subject: notice.subject.slice(0, mostOfSubject),
    register: type.key,
    blocks: [],
    body: Body.parse(notice.body),
    orders: notice.orders.map((order) => DocumentOrder.parse(order)),
    recipients: notice.recipients.map((name) => name.slice(0, mostOfRecipient)),
    recipientAgencies: [...notice.recipientAgencies],
    power: notice.power,
    // What was concluded is commonly told by who heads the office: TL. CHỦ TỊCH, CHÁNH VĂN PHÒNG.
    authorised: true,
    drafter: initialsOf(officer.name),
    meetingId: notice.meetingId,
  })
}

/** Of these names those that agencies of today are called, in full or in short, with their ids. */
export async function matchAgencies(work: Work, names: readonly string[]): Promise<Map<string, string>> {
  const idByName = await agencyIdsByName(work)
  return new Map(
    names.flatMap((name) => {
      const id = idByName.get(keyOfName(name))
      return id ? [[name, id] as const] : []
    }),
  )
}
