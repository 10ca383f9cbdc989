/** The document a proposal puts before the leader: in the words of the service, filled with what was answered and decided. */
import { fullNameOf, listCommunes } from '#server/modules/agencies/index.ts'
import {
  type FurtherResult,
  getServiceVersion,
  type LegalForm,
  type Result,
  type Service,
} from '#server/modules/catalogue/index.ts'
import { discardFurther, draftDocument } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { type Answers, itemsAt } from '#shared/form/answers.ts'
import { createFiller, type FilledBlock, type Filler } from '#shared/form/show/template.ts'
import { chosenForm, fillCopy, fillForm } from '../check/fill-form.ts'
import { extractsOf } from '../check/find-extracts.ts'
import { filedAnswers } from '../filing.ts'
import { formContext } from '../form-context.ts'
import { ruleAnswers } from '../prerequisites.ts'
import { listActions } from '../read/action-queries.ts'
import type { Dossier } from '../read/dossier-queries.ts'
import { type DossierPaper, listPapersOfDossier } from '../read/paper-queries.ts'
import { standingOfPapers } from '../read/paper-standing.ts'
import { reasonNeeded, resultIncomplete, scanMissing } from '../refusals.ts'
import { declineNotice } from './declined.ts'
import { agencyInCharge } from './take-action.ts'

export interface Proposal {
  outcome: 'approve' | 'decline'
  /** What the specialist found; for a refusal of the request, the reason that is printed. */
  note: string
  /** What they decided, by the questions of `result.decision`. */
  decision?: Answers
}

export interface DraftedResult {
  id: string
  /** The papers that are signed together with it. */
  further: string[]
}

/**
 * Drafts what the proposal says, in place of earlier drafts: the result and what is signed together with it. Refuses, by name,
 * where a part that is needed has no value. What is to come in the place of a signed result (`replaces`) stands beside it.
 */
export async function draftResult(
  work: Work,
  officer: Officer,
  dossier: Dossier,
  { outcome, note, decision = {} }: Proposal,
  replaces?: string,
): Promise<DraftedResult> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const agency = await agencyInCharge(work, officer, dossier)
  const common = {
    dossierId: dossier.id,
    agencyId: agency.id,
    ownerId: dossier.applicantId,
    replaces,
  }
  if (outcome === 'decline') {
    const notice = await draftDocument(work, officer, {
      ...common,
      ...declineNotice,
      recipients: [applicantLine(dossier), filed],
      title: 'Thông báo không giải quyết hồ sơ',
      subject: `Về việc không giải quyết hồ sơ ${dossier.code}`,
      blocks: declineBlocks(dossier, agency.name, service.name, note),
    })
    if (!replaces) await discardFurther(work, officer, dossier.id)
    return { id: notice.id, further: [] }
  }
  const { result } = service
  if (result.decisionNote && note === '') throw reasonNeeded()
  const communes = await listCommunes(work, localDay(work.now))
  const filler = createFiller({
    form: service.form,
    answers: filedAnswers(dossier),
    decision: { questions: result.decision, answers: decision },
    facts: {
      dossier: { code: dossier.code, submittedOn: formatDate(dossier.submittedAt) },
      agency: { name: agency.name, place: agency.place, fullName: fullNameOf(agency, communes) },
      applicant: { name: dossier.applicantName },
      today: formatDate(work.now),
      decision: { note },
    },
    about: ruleAnswers({}, { channel: dossier.channel, filedAt: dossier.submittedAt, now: work.now }),
    context: formContext(work.now, communes),
    labels: result.decisionNote ? { 'decision.note': result.decisionNote.label } : {},
  })
  const called = result.alternatives.find(({ condition }) => filler.holds(condition)) ?? result
  const answers = filedAnswers(dossier)
  const extracts = await extractsOf(work, service, answers)
  const copy = extracts.find(({ id, isWhole }) => isWhole && id === decision.entry)?.fields
  const papers = await usablePapers(work, dossier.id, service)
  const wanted = [
    { ...result, ...called, part: '' },
    ...service.further
      .filter(({ condition }) => filler.holds(condition))
      .map((further) => ({ ...further, part: further.key })),
  ].flatMap((paper) => {
    const filled = fillPaper(filler, paper, dossier, paper.part === '' ? copy : undefined)
    return filesUnder(chosenForm(filler, paper), papers, service, answers).map((pagesOf, index) => ({
      ...filled,
      pagesOf,
      part: index === 0 ? paper.part : `${paper.part}:${index + 1}`,
    }))
  })
  requireWhole(filler)
  const ids: string[] = []
  for (const paper of wanted) ids.push((await draftDocument(work, officer, { ...common, ...paper })).id)
  const [id = '', ...further] = ids
  if (!replaces) await discardFurther(work, officer, dossier.id, further)
  return { id, further }
}

/** What an officer rejected, and what a later paper replaced, is no part of the result. */
async function usablePapers(
  work: Work,
  dossierId: string,
  service: Pick<Service, 'papers'>,
): Promise<DossierPaper[]> {
  const papers = await listPapersOfDossier(work.tx, dossierId)
  const standing = standingOfPapers(papers, await listActions(work.tx, dossierId), service.papers)
  return papers.filter(({ seq }) => ['given', 'added'].includes(standing.get(seq) ?? ''))
}

/** The files a lời chứng stands on, a document for each. Refuses, by the name of the scan, where one of them has no page. */
function filesUnder(
  form: LegalForm | undefined,
  papers: readonly DossierPaper[],
  service: Pick<Service, 'papers' | 'prerequisites'>,
  answers: Answers,
) {
  if (!form?.pagesOf) return [undefined]
  const key = form.pagesOf.find((one) => papers.some((paper) => paper.key === one)) ?? form.pagesOf[0]
  const scans = papers.filter((paper) => paper.key === key)
  const isScanned = service.prerequisites.some((one) => one.key === key)
  // Scanned anew, all of them are.
  const files = isScanned ? scans.filter(({ actionSeq }) => actionSeq === scans.at(-1)?.actionSeq) : scans
  const wanted = form.pagesEach ? itemsAt(answers, form.pagesEach).length : Math.max(files.length, 1)
  const called = [...service.papers, ...service.prerequisites].find((one) => one.key === key)
  if (files.length !== wanted) throw scanMissing({ name: called?.name ?? '', given: files.length, wanted })
  return files.map(({ sha256, mediaType, name }) => {
    if (!picturable.has(mediaType)) throw resultIncomplete({ fields: [`${name} (tệp PDF, JPEG hoặc PNG)`] })
    return { sha256, mediaType }
  })
}

const picturable = new Set(['application/pdf', 'image/jpeg', 'image/png'])

/** One paper in words, without a gap that `filler` does not know of; `copy`: what the register says stands in its form. */
function fillPaper(
  filler: Filler,
  paper: Result | FurtherResult,
  dossier: Dossier,
  copy: Record<string, string> | undefined,
) {
  const { kind, documentType, title, signer, register } = paper
  const form = chosenForm(filler, paper)
  const blocks = form ? [] : filler.blocks(paper.body)
  return {
    kind,
    documentType,
    title,
    register: register.key,
    subject: filler.line(paper.subject),
    recipients: form ? [] : recipientsOf(kind, blocks, dossier),
    blocks,
    form: form && (copy ? fillCopy(form, copy) : fillForm(filler, form)),
    power: signer?.power,
    authorised: signer?.authorised,
    division: signer?.division,
  }
}

/** Nothing with a gap in it reaches a leader. */
function requireWhole({ missing }: Filler): void {
  if (missing.size > 0) throw resultIncomplete({ fields: [...missing] })
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
