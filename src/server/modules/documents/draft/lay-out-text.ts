/** What a text of an agency has on its page beside what every document has: by its type, NĐ 30/2020/NĐ-CP Phụ lục III. */
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import type { Agency } from '#server/modules/agencies/index.ts'
import { type LocalDay, writtenDay } from '#shared/dates.ts'
import {
  type DocumentLayout,
  type DocumentTypeInfo,
  findDocumentType,
  hasArticles,
} from '#shared/document/types.ts'
import type { DocumentContent } from '../model.ts'

type Data = TemplateData<'nd30'>

export interface TextPlace {
  kind: string
  subject: string
  content: DocumentContent
  agency: Agency
  /** Who issues a decision, as it stands above its bases. */
  by: string
  /** As printed: `05/QĐ-UBND`. */
  symbol: string
  issuedOn: LocalDay
  signature: Data['signature']
}

/** Parts of the page for a text with a `body`. What it does not name stays as for any document. */
export function layOutText({ kind, subject, content, agency, by, symbol, issuedOn, signature }: TextPlace) {
  const type = findDocumentType(kind)
  const layout = type?.layout ?? 'titled'
  return {
    blocks: [],
    body: content.body ?? null,
    ending: endingOf(type),
    subject: layout === 'letter' ? subjectOfLetter(subject) : subject,
    urgency: content.urgency ?? null,
    addressees: (content.addressees ?? []).map(({ name }) => name),
    ...addressLine(layout, agency),
    attached: attachedLine({ kind, content, agency, by, symbol, issuedOn }),
    secretary: layout === 'minutes' ? { title: 'THƯ KÝ', name: content.secretary || '…………' } : null,
    confirmation: layout === 'leave',
    // Mẫu 1.9: whoever signs a biên bản does so as who presided, not by an authority in the agency; known to be
    // somebody else, they do not.
    ...(layout === 'minutes' && (content.chair ?? signature.name) === signature.name
      ? { signature: { ...signature, capacity: ['CHỦ TỌA'] } }
      : {}),
    drafter: drafterLine(content),
    contact: content.contact?.trim() || null,
  } satisfies Partial<Data>
}

/** Whether what it is called stands above its trích yếu: a công văn has its trích yếu under the number instead. */
export function hasTitle(kind: string): boolean {
  return findDocumentType(kind)?.layout !== 'letter'
}

/** Whether thẩm quyền ban hành stands above its bases: Mẫu 1.1 and 1.2. */
export function hasIssuer(kind: string): boolean {
  const type = findDocumentType(kind)
  return type !== undefined && hasArticles(type)
}

const headings: Record<string, string> = { decision: 'QUYẾT ĐỊNH:', resolution: 'QUYẾT NGHỊ:' }
/** Between several who sign: no authority of one ends them. */
const open = new Set(['contract', 'memorandum', 'agreement', 'public_letter'])

function endingOf(type: DocumentTypeInfo | undefined): NonNullable<Data['ending']> {
  const before = headings[type?.key ?? '']
  return { closed: !open.has(type?.key ?? ''), ...(before ? { before } : {}) }
}

/** `V/v` is printed by the template. */
export function subjectOfLetter(subject: string): string {
  return subject.replace(/^(v\/v|về việc)\s*:?\s+/i, '')
}

function addressLine(layout: DocumentLayout, { name }: Agency): { addressLine?: string } {
  if (layout === 'telegram') return { addressLine: `${name.toLocaleUpperCase('vi')} điện:` }
  return layout === 'invitation' ? { addressLine: `${name} trân trọng kính mời:` } : {}
}

/** Phụ lục I, III.1: under the heading of each appendix. */
function attachedLine({
  kind,
  content,
  agency,
  by,
  symbol,
  issuedOn,
}: Omit<TextPlace, 'subject' | 'signature'>): string {
  const isOfChair = agency.kind === 'people_committee' && content.power === 'chair'
  const of = hasIssuer(kind) ? by : `${isOfChair ? 'Chủ tịch ' : ''}${agency.name}`
  return `(Kèm theo ${content.documentType.name} số ${symbol} ngày ${writtenDay(issuedOn)} của ${of})`
}

/** Ô số 12. That both stand there is among the facts the project keeps; the form `PL.(30)` is from knowledge, held against no source. */
function drafterLine({ drafter, copies }: DocumentContent): string | null {
  const by = drafter?.trim().toLocaleUpperCase('vi') ?? ''
  return [by, copies ? `(${copies})` : ''].filter(Boolean).join('.') || null
}
