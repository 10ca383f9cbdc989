import { requirePrintable } from '#server/crafts/typeset/unprintable-text.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import type { FilledBlock } from '#shared/form/show/template.ts'
import { newCheckCode } from '../check/check-code.ts'
import { documentDrafted } from '../events.ts'
import type { DocumentType } from '../model.ts'
import { putDraft } from '../queries.ts'
import { agencyNotYours, wrongStatus } from '../refusals.ts'

export interface DraftDocument {
  dossierId: string
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
}

/** Dự thảo: puts the answer to a dossier into words, in place of an earlier draft. What is signed stays as it is. */
export async function draftDocument(
  work: Work,
  officer: Officer,
  input: DraftDocument,
): Promise<{ id: string }> {
  if (!officer.agencyIds.includes(input.agencyId)) throw agencyNotYours()
  const { dossierId, agencyId, kind, title, subject, ownerId, blocks, recipients } = input
  // Before anybody is asked to sign it: a dossier filed long ago may hold what no paper can show.
  requirePrintable({ subject, blocks, recipients })
  const stored = await putDraft(work.tx, {
    id: newId(work.now.getTime()),
    dossierId,
    agencyId,
    kind,
    title,
    subject,
    content: {
      documentType: input.documentType,
      register: input.register,
      blocks: input.blocks,
      recipients: input.recipients ?? [],
    },
    checkCode: newCheckCode(),
    ownerId,
    draftedBy: officer.id,
    draftedAt: work.now,
  })
  if (!stored) throw wrongStatus({ wanted: 'draft' })
  await work.record(documentDrafted(stored.id, { agencyId, kind, dossierId }))
  return stored
}
