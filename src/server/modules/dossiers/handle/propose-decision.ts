import { z } from 'zod'
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import {
  draftDocument,
  findDocumentOfDossier,
  pagesNotShown,
  requireShown,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { type FilledBlock, fillLine, fillTemplate } from '#shared/form/show/template.ts'
import { decisionProposed } from '../events.ts'
import { formContext } from '../form-context.ts'
import { declineNotice } from '../model.ts'
import { placeOf } from '../parties.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { reasonNeeded } from '../refusals.ts'
import { type ActionKey, agencyInCharge, lockForOfficer, mayTake, takeAction } from './take-action.ts'

export const ProposeDecision = z
  .strictObject({
    outcome: z.enum(['approve', 'decline']),
    /** What the specialist found; for a refusal of the request, the reason that is printed. */
    note: printedText({ max: 4000 }).default(''),
  })
  .meta({ id: 'ProposeDecision', example: { outcome: 'approve', note: 'Đủ điều kiện theo hồ sơ đã nộp.' } })
export type ProposeDecision = z.input<typeof ProposeDecision>

/**
 * Thẩm định xong: a specialist proposes the decision and the document a leader is to sign. `shown`, the fingerprint of the
 * draft on the specialist's screen, has it refused while a page of that draft was not sent there.
 */
export async function proposeDecision(
  work: Work,
  officer: Officer,
  id: string,
  input: ProposeDecision,
  key: ActionKey = {},
  shown?: string,
): Promise<{ documentId: string | null }> {
  const { outcome, note } = ProposeDecision.parse(input)
  if (outcome === 'decline' && note.length < 10) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  if ((await mayTake(work, dossier, 'propose', key)) === 'repeated') return { documentId: dossier.resultId }
  if (shown !== undefined) {
    const draft = await findDocumentOfDossier(work, dossier.id)
    if (!draft) throw pagesNotShown()
    await requireShown(work, officer, draft.id, shown)
  }
  const document = await draftResult(work, officer, dossier, outcome, note)
  const data = { outcome, note, documentId: document.id }
  const { seq, state } = await takeAction(work, dossier, 'propose', data, key)
  await work.record(decisionProposed(id, { ...placeOf(dossier), seq }))
  return { documentId: state.resultId }
}

/**
 * Soạn dự thảo: writes the document a proposal would put before the leader, so that the specialist reads it first. Changes
 * nothing else; the next draft takes its place.
 */
export async function draftDecision(
  work: Work,
  officer: Officer,
  id: string,
  input: ProposeDecision,
  key: Pick<ActionKey, 'seenSeq'> = {},
): Promise<{ documentId: string }> {
  const { outcome, note } = ProposeDecision.parse(input)
  if (outcome === 'decline' && note.length < 10) throw reasonNeeded()
  const dossier = await lockForOfficer(work, officer, id)
  await mayTake(work, dossier, 'propose', key)
  const document = await draftResult(work, officer, dossier, outcome, note)
  return { documentId: document.id }
}

async function draftResult(
  work: Work,
  officer: Officer,
  dossier: Dossier,
  outcome: 'approve' | 'decline',
  note: string,
): Promise<{ id: string }> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const agency = await agencyInCharge(work, officer, dossier)
  const common = {
    dossierId: dossier.id,
    agencyId: agency.id,
    ownerId: dossier.applicantId,
  }
  if (outcome === 'decline') {
    return draftDocument(work, officer, {
      ...common,
      ...declineNotice,
      recipients: [applicantLine(dossier), filed],
      title: 'Thông báo không giải quyết hồ sơ',
      subject: `Về việc không giải quyết hồ sơ ${dossier.code}`,
      blocks: declineBlocks(dossier, agency.name, service.name, note),
    })
  }
  const { form, result } = service
  if (result.decisionNote && note === '') throw reasonNeeded()
  const facts = {
    dossier: { code: dossier.code, submittedOn: formatDate(dossier.submittedAt) },
    agency: { name: agency.name, place: agency.place },
    applicant: { name: dossier.applicantName },
    today: formatDate(work.now),
    decision: { note },
  }
  const answers = dossier.answers as unknown as Answers
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const blocks = fillTemplate(result.body, form, answers, facts, context)
  return draftDocument(work, officer, {
    ...common,
    register: result.register.key,
    recipients: recipientsOf(result.kind, blocks, dossier),
    kind: result.kind,
    documentType: result.documentType,
    title: result.title,
    subject: fillLine(result.subject, form, answers, facts, context),
    blocks,
  })
}

const filed = 'Lưu: VT'
const applicantLine = ({ applicantName }: Dossier): string => `Ông/bà ${applicantName}`

/**
 * Nơi nhận (NĐ 30/2020/NĐ-CP Phụ lục I, II.9): a decision goes to those its last article names. The forms of civil
 * status and certification have no such place.
 */
function recipientsOf(kind: string, blocks: readonly FilledBlock[], dossier: Dossier): string[] {
  if (['certificate', 'extract', 'copy'].includes(kind)) return []
  const articles = blocks.filter((block) => block.kind === 'article').length
  return [kind === 'decision' ? `Như Điều ${articles}` : applicantLine(dossier), filed]
}

/** NĐ 118/2025/NĐ-CP: a dossier that is not granted gets a written answer with its reason. */
function declineBlocks(
  dossier: Dossier,
  agencyName: string,
  serviceName: string,
  note: string,
): FilledBlock[] {
  const procedure = serviceName.replace(/^Thủ tục\s+/i, '')
  return [
    {
      kind: 'paragraph',
      text: `Ngày ${formatDate(dossier.submittedAt)}, ${agencyName} nhận hồ sơ của ông/bà ${dossier.applicantName} đề nghị giải quyết thủ tục “${procedure}”, mã hồ sơ ${dossier.code}.`,
    },
    {
      kind: 'paragraph',
      text: `Sau khi thẩm định, hồ sơ chưa đủ điều kiện giải quyết vì: ${/[.!?…]$/.test(note) ? note : `${note}.`}`,
    },
    {
      kind: 'paragraph',
      text: 'Ông/bà có quyền khiếu nại hoặc khởi kiện theo quy định của pháp luật, và có thể nộp hồ sơ mới khi đủ điều kiện.',
    },
  ]
}
