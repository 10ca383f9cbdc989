import { z } from 'zod'
import { findForm } from '#server/crafts/typeset/forms/index.ts'
import type { Body } from '#shared/document/body.ts'
import type { FilledBlock } from '#shared/form/show/template.ts'
import type { DocumentOrder } from './orders/model.ts'

export type Status = 'draft' | 'discarded' | 'signing' | 'issued' | 'revoked' | 'received'

/** Whose it is: it answers a dossier, an agency drafts it for itself, or it came from elsewhere. */
export type DocumentSource = 'dossier' | 'agency' | 'incoming'

/** What happens to a document. Its state is what these have made of it, in their order. */
export type ActionKind =
  | 'draft'
  | 'discard'
  | 'reserve'
  | 'prepare'
  | 'confirm'
  | 'issue'
  | 'void'
  | 'ask_revoke'
  | 'keep'
  | 'revoke'
  | 'replace'
  | 'reinstate'
  | 'receive'
  | 'correct_entry'
  | 'submit'
  | 'approve'
  | 'return'
  | 'withdraw'
  | 'ask_opinion'
  | 'give_opinion'
  | 'relate'
  | 'sign'
  | 'note'
  | 'follow_sender'
  | 'note_sender'
  | 'unnote_sender'
  | AssignmentAct

/** What is done with an incoming document until it is answered. */
type AssignmentAct =
  | 'assign'
  | 'hand_on'
  | 'progress'
  | 'give_back'
  | 'ask_time'
  | 'set_time'
  | 'answer'
  | 'close'
  | 'reopen'

/** What a draft of an agency holds beside what every document does. */
export interface AgencyText {
  /** The text of a draft of an agency, as its editor writes it; then `blocks` is empty. */
  body?: Body | undefined
  /** Whom it tells to do what, of the blocks of `body`. */
  orders?: DocumentOrder[] | undefined
  /** Kính gửi. */
  addressees?: Addressee[] | undefined
  /** Of the recipients those that receive it here once it is issued. */
  recipientAgencies?: string[] | undefined
  urgency?: Urgency | undefined
  /** The incoming document it answers. */
  answers?: string | undefined
  /** Of a copy the document it is of; then `pagesOf` is that one's file. */
  copyOf?: CopiedDocument | undefined
  /** The meeting whose conclusions it gives, or that it records; of a room above, opaque here. */
  meetingId?: string | undefined
  /** Who drafted it, by initials, as the last line of Nơi nhận has it. */
  drafter?: string | undefined
  /** Of a công văn: the unit that drafted it, or its field, abbreviated, after the symbol of the agency (NĐ 30/2020/NĐ-CP Phụ lục I, II.3). */
  unit?: string | undefined
  /** Số lượng bản phát hành. */
  copies?: number | undefined
  /** Who wrote a biên bản, who signs it beside the one who presided. */
  secretary?: string | undefined
  /** Of a biên bản who presided, by name, where it says so: nobody else signs as CHỦ TỌA. Empty: nobody knows. */
  chair?: string | undefined
  /** Address, telephone, e-mail at the foot of the first page. */
  contact?: string | undefined
}

/** What is known of an incoming document beside what every document says. */
export interface IncomingText {
  /** Who issued it; an agency of this platform only where the exchange proves it. */
  from?: { name: string; agencyId?: string } | undefined
  /** Số, ký hiệu as its issuer wrote it. */
  symbol?: string | undefined
  /** Its words, as the file has them or as they were read. */
  text?: string | undefined
}

/** What a draft holds besides its title: enough to set it again, letter for letter, when it is signed. */
export interface DocumentContent extends AgencyText, IncomingText {
  documentType: DocumentType
  /** The book (sổ) the number is taken from. */
  register: string
  blocks: FilledBlock[]
  /** Nơi nhận, one line each. */
  recipients: string[]
  /** The legal form it is set in, filled; without one `blocks` are laid out by NĐ 30/2020/NĐ-CP. */
  form?: FilledForm | undefined
  /** By whose power it is signed; of texts from before this was said, the committee's. */
  power?: SigningBy | undefined
  /** Whoever signs thừa lệnh or thừa ủy quyền may sign too, where that covers it; `false` keeps it for the head and the deputies. */
  authorised?: boolean | undefined
  /** The office of the commune in whose own name it is signed. */
  division?: string | undefined
  /** The file on pictures of whose pages it stands: a lời chứng is no paper of its own. */
  pagesOf?: PicturedFile | undefined
}

/** Độ khẩn: KHẨN, THƯỢNG KHẨN, HỎA TỐC (NĐ 30/2020/NĐ-CP Phụ lục I, II.10). */
export type Urgency = 'urgent' | 'most_urgent' | 'express'

export interface Addressee {
  name: string
  /** Where it is an agency of this platform. */
  agencyId?: string | undefined
}

export interface PicturedFile {
  sha256: string
  mediaType: string
  /** Those of its pages that are shown, counted from 1; all of them without. */
  pages?: number[] | undefined
}

/** The document a copy is of. */
export interface CopiedDocument {
  documentId: string
  /** As it is cited on the copy: type, number, day and who issued it. */
  cited: string
  /** Of an extract by its words; then none of its pages is shown. */
  extract?: ExtractedText | undefined
}

/** The parts of its form that an extract sets anew, and the words it has (NĐ 30/2020/NĐ-CP Điều 25 khoản 3). */
export interface ExtractedText {
  letterhead: { parent: string | null; organisation: string; number: string; place: string; issuedOn: string }
  /** In capitals; null for a công văn. */
  title: string | null
  subject: string
  paragraphs: string[]
  /** Who signed it. */
  capacity: string[]
  name: string
}

export type SigningBy = 'committee' | 'chair' | 'head'

/** What stands in each place of a form of `crafts/typeset/forms`. */
export interface FilledForm {
  template: string
  fields: Record<string, string>
  tables: Record<string, Record<string, string>[]>
}

export interface DocumentType {
  /** What stands between the number and the agency's initials: `QĐ` in `05/QĐ-UBND`; empty for a công văn. */
  abbreviation: string
  /** Tên loại: `Quyết định`, `Giấy xác nhận`. */
  name: string
}

/** The number as it is printed: below ten with a leading zero (NĐ 30/2020 Phụ lục I, II.3). */
export function symbolOf(number: number | undefined, abbreviation: string, agencySymbol: string): string {
  const shown = number === undefined ? '…' : String(number).padStart(2, '0')
  return `${shown}/${abbreviation ? `${abbreviation}-` : ''}${agencySymbol}`
}

/** The number of a document as its legal form has it, else as NĐ 30/2020/NĐ-CP has it. */
export function symbolIn(
  { form, documentType, unit }: Pick<DocumentContent, 'form' | 'documentType' | 'unit'>,
  number: number | undefined,
  year: number,
  agencySymbol: string,
): string {
  const shown = number === undefined ? '…' : String(number).padStart(2, '0')
  const own = form && findForm(form.template)?.symbol?.(shown, year)
  // `198/SNV-VP`: who drafted it stands where other types have their own abbreviation.
  const isLetter = documentType.abbreviation === '' && unit
  return (
    own ?? symbolOf(number, documentType.abbreviation, isLetter ? `${agencySymbol}-${unit}` : agencySymbol)
  )
}

/** The name its file is saved under: `05-GXN-UBND.pdf`. */
export function fileNameOf(symbol: string): string {
  return `${symbol.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}.pdf`
}

/** Letters and digits nobody confuses on paper: no 0 and O, no 1, I and L. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const codeLength = 12

/** `8K2M41QXAB7C` as it is printed: `8K2M-41QX-AB7C`. */
export function groupCode(characters: string): string {
  return characters.replace(/(.{4})(?=.)/g, '$1-')
}

/** A check code as a person types it: small letters, spaces, other dashes, or the whole address under the QR. */
export function readCheckCode(typed: string): string | undefined {
  const characters = typed
    .trim()
    .replace(/^.*\/kiem-tra\//i, '')
    .toUpperCase()
    .replace(/[\s.\-\u2010-\u2015\u2212]/g, '')
  const readable =
    characters.length === codeLength && [...characters].every((one) => codeAlphabet.includes(one))
  return readable ? groupCode(characters) : undefined
}

/** What anyone who holds a document may learn of it: nothing about the people it concerns. */
export const PublicDocument = z
  .object({
    code: z.string(),
    title: z.string(),
    symbol: z.string().nullable(),
    agencyId: z.string(),
    agency: z.string(),
    agencyPhone: z.string().nullable(),
    signerName: z.string().nullable(),
    signerPosition: z.string().nullable(),
    signedAt: z.iso.datetime().nullable(),
    issuedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    /** The document that took its place when it was taken back. */
    replacedBy: z.object({ code: z.string(), symbol: z.string() }).nullable(),
    /** Whether the signed file is held here, or only the record of an older paper. */
    hasFile: z.boolean(),
  })
  .meta({ id: 'PublicDocument' })
export type PublicDocument = z.infer<typeof PublicDocument>

const FoundSignature = z.object({
  /** The common name of the certificate. */
  signer: z.string(),
  organisation: z.string().nullable(),
  /** The time the signer claims. */
  signedAt: z.iso.datetime().nullable(),
  intact: z.boolean(),
  /** Whether the certificate was issued by an authority this program trusts. */
  trusted: z.boolean(),
})
export type FoundSignature = z.infer<typeof FoundSignature>

/** The answer of the public check. */
export const Verdict = z
  .discriminatedUnion('verdict', [
    z.object({
      verdict: z.literal('genuine'),
      document: PublicDocument,
      /** By code, only the record is confirmed; by file, every byte of it. */
      by: z.enum(['code', 'file']),
      signatures: z.array(FoundSignature),
    }),
    z.object({ verdict: z.literal('revoked'), document: PublicDocument, by: z.enum(['code', 'file']) }),
    z.object({
      verdict: z.literal('changed'),
      /** The document it claims to be, when that can be told. */
      document: PublicDocument.nullable(),
      signatures: z.array(FoundSignature),
    }),
    z.object({
      verdict: z.literal('foreign'),
      integrity: z.enum(['intact', 'broken']),
      signatures: z.array(FoundSignature),
    }),
    /** The file names a document of which only the record is held: that was issued, and of this file nothing can be said. */
    z.object({ verdict: z.literal('unjudged'), document: PublicDocument }),
    z.object({ verdict: z.literal('unknown'), by: z.enum(['code', 'file']) }),
  ])
  .meta({ id: 'Verdict' })
export type Verdict = z.infer<typeof Verdict>
