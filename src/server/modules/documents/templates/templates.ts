/** Mẫu văn bản: texts an agency's drafts begin with, made by its clerk or leader from a document that turned out well. */
import { z } from 'zod'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { newBlockId } from '#shared/document/ids.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { requireAgencyDocument } from '../edit/require-draft.ts'
import { currentText } from '../edit/save-draft.ts'
import {
  endTemplateRow,
  findTemplateRow,
  insertTemplate,
  listTemplateRows,
  listTexts,
  type TemplateRow,
} from './queries.ts'

export const templateNotFound = defineRefusal('documents.template_not_found', 404)
/** A template is made of words: this document has none of its own, or is not of this agency. */
export const templateWithoutText = defineRefusal('documents.template_without_text', 422)
/** A draft of one type does not begin with the text of another. */
export const templateOfOtherType = defineRefusal('documents.template_of_other_type', 422)
export const tooManyTemplates = defineRefusal('documents.too_many_templates', 409)

/** Of one agency, ended ones not counted: more than anyone looks through. */
const most = 200

export const MakeTemplate = z.strictObject({
  documentId: z.uuid(),
  name: z.string().trim().min(1).max(200),
})
export type MakeTemplate = z.infer<typeof MakeTemplate>

/** Of the agency acted for, those in use first. */
export async function listTemplates(work: Work, officer: Officer): Promise<Omit<TemplateRow, 'body'>[]> {
  requireDocumentHandler(officer)
  return listTemplateRows(work.tx, officer.agencyId)
}

/** What a template may be made of: the newest documents of the agency acted for. */
export async function listOwnTexts(
  work: Work,
  officer: Officer,
): Promise<{ id: string; title: string; subject: string }[]> {
  requireDocumentHandler(officer)
  return listTexts(work.tx, officer.agencyId, 200)
}

/**
 * Keeps the text of a document of the agency, pictures left out, as a template of its type, in use from today on. Refuses officers who are
 * neither its clerk nor its leader, and a document without such a text.
 */
export async function makeTemplate(
  work: Work,
  officer: Officer,
  { documentId, name }: MakeTemplate,
): Promise<{ id: string }> {
  requireRole(officer, 'clerk', 'leader')
  const document = await requireAgencyDocument(work, officer, documentId)
  const { text } = document.status === 'draft' ? await currentText(work, document) : { text: document }
  const words = text.content.body?.content.filter(({ type }) => type !== 'image') ?? []
  if (words.length === 0 || document.agencyId !== officer.agencyId) throw templateWithoutText()
  const inUse = (await listTemplateRows(work.tx, officer.agencyId)).filter(({ validTo }) => validTo === null)
  if (inUse.length >= most) throw tooManyTemplates({ most })
  const id = newId(work.now.getTime())
  await insertTemplate(work.tx, {
    id,
    agencyId: officer.agencyId,
    kind: text.kind,
    name,
    body: { type: 'doc', content: words },
    validFrom: localDay(work.now),
    validTo: null,
    madeBy: officer.id,
    madeAt: work.now,
    endedBy: null,
  })
  return { id }
}

/** From tomorrow on nothing begins with it; drafts that did stay as they are. Refuses one that has ended or is another agency's. */
export async function endTemplate(work: Work, officer: Officer, id: string): Promise<void> {
  requireRole(officer, 'clerk', 'leader')
  const isEnded = await endTemplateRow(work.tx, officer.agencyId, id, {
    validTo: localDay(work.now),
    endedBy: officer.id,
  })
  if (!isEnded) throw templateNotFound()
}

/** What a draft begins with: the type and the text, its blocks with ids of their own. Refuses a template not in use today. */
export async function beginWithTemplate(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ kind: string; name: string; body: Body }> {
  requireDocumentHandler(officer)
  const row = await findTemplateRow(work.tx, officer.agencyId, id)
  if (!row || (row.validTo !== null && row.validTo < localDay(work.now))) throw templateNotFound()
  return { kind: row.kind, name: row.name, body: withNewIds(row.body) }
}

function withNewIds(body: Body): Body {
  return JSON.parse(JSON.stringify(body), (key, value) => (key === 'id' ? newBlockId() : value))
}
