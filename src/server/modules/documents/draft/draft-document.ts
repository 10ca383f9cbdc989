import { requirePrintable } from '#server/crafts/typeset/unprintable-text.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import type { FilledBlock } from '#shared/form/show/template.ts'
import { newCheckCode } from '../check-code.ts'
import { documentDrafted } from '../events.ts'
import type {
  AgencyText,
  DocumentSource,
  DocumentType,
  FilledForm,
  PicturedFile,
  SigningBy,
} from '../model.ts'
import { addVersion, type Document, findDocumentOfDossier, insertDocument } from '../queries.ts'
import { agencyNotYours, changedMeanwhile, wrongStatus } from '../refusals.ts'
import { aboutOf } from '../route/counted.ts'
import { requireOpenToChange } from '../route/open-to-change.ts'
import { requireOwnDocument, takeAction } from '../take-action.ts'

export interface DraftDocument extends AgencyText {
  /** The draft whose next text this is; without it one of its own, or the newest of the dossier. */
  id?: string | undefined
  /** Whose it is, where it answers no dossier. */
  source?: DocumentSource
  /** What it answers; a document may answer none. */
  dossierId: string | null
  /** A further document of the dossier, beside those there are. */
  beside?: boolean
  /** Which of the papers signed together it is: the first, without this, or the key of a further one. */
  part?: string
  /** The signed result in whose place, and of what was signed with it, it is to come: such a text is written anew each time. */
  replaces?: string | undefined
  agencyId: string
  /** What it is in law: decision, confirmation, certificate, permit … */
  kind: string
  documentType: DocumentType
  /** Names no person: anyone who checks the document reads it. */
  title: string
  /** Trích yếu, printed under the kind; may name people. */
  subject: string
  blocks: FilledBlock[]
  /** `registry.person.id` of whom it is about, who may read it once it is issued. */
  ownerId: string | null
  register: string
  recipients?: string[]
  form?: FilledForm | undefined
  power?: SigningBy | undefined
  /** Whoever signs thừa lệnh or thừa ủy quyền may sign too, where that covers it; `false` keeps it for the head and the deputies. */
  authorised?: boolean | undefined
  division?: string | undefined
  pagesOf?: PicturedFile | undefined
  /** Words that stand on the pictures of its pages: they are searched, and printed by nobody. */
  text?: string | undefined
}

/**
 * Dự thảo: puts a document into words. For a dossier the new text takes the place of the newest draft, whose earlier texts are
 * kept; `beside` begins a further document. What is being signed, or is signed, stays as it is.
 */
export async function draftDocument(
  work: Work,
  officer: Officer,
  input: DraftDocument,
): Promise<{ id: string }> {
  if (!officer.agencyIds.includes(input.agencyId)) throw agencyNotYours()
  const { dossierId, agencyId, kind, title, subject, blocks, recipients } = input
  const text = agencyTextOf(input)
  // Before anybody is asked to sign it: a dossier filed long ago may hold what no paper can show.
  requirePrintable({ subject, blocks, recipients, ...text, ...input.form?.fields, ...input.form?.tables })
  const document = await openDocumentFor(work, officer, input)
  if (document.status !== 'draft') throw wrongStatus({ state: document.status })
  if (input.source === 'agency' && input.id) await requireOpenToChange(work, document.id)
  const version = document.version + 1
  const content = {
    documentType: input.documentType,
    register: input.register,
    blocks: input.blocks,
    recipients: input.recipients ?? [],
    form: input.form,
    power: input.power,
    authorised: input.authorised,
    division: input.division,
    pagesOf: input.pagesOf,
    text: input.text,
    ...text,
  }
  const isAdded = await addVersion(work.tx, {
    documentId: document.id,
    version,
    kind,
    title,
    subject,
    content,
    draftedBy: officer.id,
    draftedAt: work.now,
  })
  if (!isAdded) throw changedMeanwhile()
  await takeAction(work, document, 'draft', { version, agencyId })
  const about = await aboutOf(
    work,
    { id: document.id, agencyId, kind, dossierId, content },
    { isSigned: false },
  )
  await work.record(documentDrafted(document.id, about))
  return { id: document.id }
}

/** The document whose newest text this is going to be. */
async function openDocumentFor(
  work: Work,
  officer: Officer,
  { id: known, dossierId, agencyId, ownerId, beside, replaces, part = '', source = 'dossier' }: DraftDocument,
): Promise<Pick<Document, 'id' | 'source' | 'version' | 'lastSeq' | 'status'>> {
  if (known) return requireOwnDocument(work, officer, known)
  const earlier =
    dossierId === null || beside || replaces
      ? undefined
      : await findDocumentOfDossier(work.tx, officer, dossierId, part)
  if (earlier) return earlier
  const id = newId(work.now.getTime())
  const row = { id, dossierId, agencyId, checkCode: newCheckCode(), ownerId, part, source }
  await insertDocument(work.tx, { ...row, replaces: replaces ?? null })
  return { id, source, version: 0, lastSeq: 0, status: 'draft' }
}

function agencyTextOf({
  body,
  orders,
  addressees,
  recipientAgencies,
  urgency,
  answers,
  copyOf,
  drafter,
  unit,
  copies,
  secretary,
  chair,
  contact,
  meetingId,
}: AgencyText): AgencyText {
  const of = { body, orders, addressees, recipientAgencies, urgency, answers, copyOf, meetingId }
  return { ...of, drafter, unit, copies, secretary, chair, contact }
}
