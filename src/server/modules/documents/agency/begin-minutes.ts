/** Biên bản that another room writes: its words come as the first version of a draft, with who kept the record and who presided. */
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { Body } from '#shared/document/body.ts'
import { findDocumentType } from '#shared/document/types.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { formUnequal } from '../refusals.ts'
import { initialsOf } from './create-draft.ts'

export interface NewMinutes {
  agencyId: string
  /** The meeting it records. */
  meetingId: string
  subject: string
  body: Body
  /** By name; empty where it is not known. */
  chair: string
  secretary: string
  recipients: readonly string[]
  recipientAgencies: readonly string[]
  /** Of a committee, by whose power it is signed. */
  power?: 'committee' | 'chair' | undefined
}

const mostOfSubject = 500
const mostOfRecipient = 300

/** Begins minutes of this officer's agency. Refuses whoever does not work on documents there, and what `draftDocument` refuses. */
export function beginMinutes(work: Work, officer: Officer, minutes: NewMinutes): Promise<{ id: string }> {
  requireDocumentHandler(officer)
  const type = findDocumentType('minutes')
  if (!type) throw formUnequal()
  return draftDocument(work, officer, {
    source: 'agency',
    dossierId: null,
    ownerId: null,
    agencyId: minutes.agencyId,
    kind: type.key,
    documentType: { abbreviation: type.abbreviation, name: type.name },
    title: type.name,
    subject: minutes.subject.slice(0, mostOfSubject),
    register: type.key,
    blocks: [],
    body: Body.parse(minutes.body),
    recipients: minutes.recipients.map((name) => name.slice(0, mostOfRecipient)),
    recipientAgencies: [...minutes.recipientAgencies],
    power: minutes.power,
    // Whoever presided signs, also where they do so thừa lệnh.
    authorised: true,
    drafter: initialsOf(officer.name),
    chair: minutes.chair,
    secretary: minutes.secretary,
    meetingId: minutes.meetingId,
  })
}
