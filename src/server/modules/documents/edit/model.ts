/** What a writer changes of a draft, and what others say of it. */
import { z } from 'zod'
import { Block, Body } from '#shared/document/body.ts'
import { type DocumentTypeKey, documentTypes } from '#shared/document/types.ts'
import type { DocumentContent } from '../model.ts'

const line = (most: number) => z.string().trim().max(most).normalize()
const wholeLine = (most: number) => line(most).min(1)

/** The whole of a draft as its page sends it. */
export const DraftText = z.strictObject({
  kind: z.enum(documentTypes.map(({ key }) => key) as [DocumentTypeKey]),
  subject: line(500),
  body: Body,
  /** Kính gửi. */
  addressees: z.array(z.strictObject({ agencyId: wholeLine(80).optional(), name: wholeLine(300) })).max(50),
  /** Nơi nhận, one line each. */
  recipients: z.array(wholeLine(300)).max(50),
  recipientAgencies: z.array(wholeLine(80)).max(200),
  urgency: z.enum(['urgent', 'most_urgent', 'express']).optional(),
  power: z.enum(['committee', 'chair', 'head']).optional(),
  drafter: wholeLine(40).optional(),
  unit: z
    .string()
    .trim()
    .normalize()
    .regex(/^[\p{L}\d.-]{1,20}$/u)
    .optional(),
  copies: z.int().min(1).max(9999).optional(),
  contact: wholeLine(300).optional(),
  /** Kept for the head and the deputies: nobody signs it thừa lệnh or thừa ủy quyền. What a page does not say of it stays. */
  onlyHead: z.boolean().optional(),
})
export type DraftText = z.infer<typeof DraftText>

export const Remark = z.strictObject({
  blockId: z.string().max(24).optional(),
  quote: line(500).default(''),
  text: wholeLine(4000),
  answers: z.uuid().optional(),
})
export type Remark = z.input<typeof Remark>

export const Proposal = z.strictObject({
  /** The saving the proposer had before them. */
  revision: z.int().min(0),
  reason: line(1000).default(''),
  text: z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('block'), block: Block }),
    z.strictObject({ of: z.literal('draft'), body: Body }),
  ]),
})
export type Proposal = z.input<typeof Proposal>

export const outcomes = ['accepted', 'partly', 'declined'] as const
export type Outcome = (typeof outcomes)[number]

/** What a version, or the text being written, says. */
export interface Text {
  kind: string
  title: string
  subject: string
  content: DocumentContent
}

/** The text as a page edits it; of a version from before it was free text, an empty body. */
export function draftTextOf({ kind, subject, content }: Text, empty: () => Body): DraftText {
  return {
    kind: (documentTypes.find(({ key }) => key === kind)?.key ?? 'official_letter') as DocumentTypeKey,
    subject,
    body: content.body ?? empty(),
    addressees: content.addressees ?? [],
    recipients: content.recipients,
    recipientAgencies: content.recipientAgencies ?? [],
    urgency: content.urgency,
    power: content.power,
    drafter: content.drafter,
    unit: content.unit,
    copies: content.copies,
    contact: content.contact,
    onlyHead: isOnlyHeads(content) || undefined,
  }
}

/** Of a committee also where nothing was said: so were drafts from before it could be. */
const isOnlyHeads = ({ power, authorised }: DocumentContent) => (power ? !authorised : authorised === false)

/** What becomes of a text with this written in it; what the page does not edit stays. */
export function withDraftText(text: Text, { kind, subject, onlyHead, ...edited }: DraftText): Text {
  const type = documentTypes.find(({ key }) => key === kind)
  if (!type) throw new Error(`no type ${kind}`)
  const documentType = { abbreviation: type.abbreviation, name: type.name }
  // What was emptied is gone, and not as it was before.
  const emptied = {
    urgency: undefined,
    power: undefined,
    drafter: undefined,
    unit: undefined,
    copies: undefined,
    contact: undefined,
  }
  const authorised = onlyHead === undefined ? text.content.authorised : !onlyHead
  return {
    kind,
    title: type.name,
    subject,
    content: { ...text.content, documentType, ...emptied, ...edited, authorised },
  }
}
