/** A dossier as the officer's page shows it. */
import { findAgency, listAgencies, listCommunes } from '#server/modules/agencies/index.ts'
import { type Document, findDocumentOfDossier, findTakenBack } from '#server/modules/documents/index.ts'
import {
  type DossierView,
  extractsOf,
  filedAnswers,
  formContext,
  isExtendedBeforeDue,
  isRefusalAwaited,
  namesIn,
  originalsOf,
  paperTitle,
  slipsOf,
  standingOfPapers,
  supplementDue,
  unitInCharge,
  viewPaper,
  viewRefusal,
} from '#server/modules/dossiers/index.ts'
import { listStaffOf, namesOfStaff } from '#server/modules/identity/index.ts'
import { listPapersByIds, type Paper } from '#server/modules/registry/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { dateWords, formatDateTime, formatTime, localDay } from '#shared/dates.ts'
import { aboutApplicant } from '#shared/form/about-applicant.ts'
import type { Answers, FormContext } from '#shared/form/answers.ts'
import type { Form } from '#shared/form/definition.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { compareAnswers, summarise } from '#shared/form/show/summary.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { recountedWords } from '#ui/dossiers/recounted-words.ts'
import { addressOfSlip } from '#ui/dossiers/slip-names.ts'
import { groupCommunes } from '#ui/form/group-communes.ts'
import { paperKind } from '../paper-kind.ts'
import { presentClock } from '../present-clock.server.ts'
import { planPages } from './plan-pages.server.ts'
import { lastProposal, presentDecided, presentDecision } from './present-decision.server.ts'
import { presentFees } from './present-fees.server.ts'
import { presentResult } from './present-result.server.ts'
import { presentSteps } from './present-steps.server.ts'

export async function presentCase(work: Work, officer: Officer, view: DossierView) {
  const { dossier, service, actions, papers, due, permitted, state } = view
  const form = aboutApplicant(service.form)
  const today = localDay(work.now)
  const answers = dossier.answers as unknown as Answers
  const communes = await listCommunes(work, today)
  const context = formContext(work.now, communes)
  const asked = papersFor(service, filedAnswers(dossier))
  const unit = await unitInCharge(work, officer, dossier)
  const staff = await listStaffOf(work, unit.id)
  const { assigneeId } = dossier
  // By name whoever it is: also one who has left since, or works elsewhere.
  const assignee = assigneeId ? (await namesOfStaff(work, [assigneeId])).get(assigneeId) : undefined
  const handling = await findAgency(work, dossier.handlingAgencyId)
  const document = await findDocumentOfDossier(work, dossier.id)
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  const supplement = presentSupplement(view, form, context)
  const extracts = await extractsOf(work, service, filedAnswers(dossier))
  const held = await listPapersByIds(
    work,
    dossier.applicantId,
    papers.flatMap(({ vaultPaperId }) => vaultPaperId ?? []),
  )
  const gone = new Map(
    (await findTakenBack(work, { ids: [], files: papers.map(({ sha256 }) => sha256) })).map((one) => [
      one.sha256 ?? '',
      one,
    ]),
  )
  const standing = standingOfPapers(papers, actions, service.papers, new Set(gone.keys()))
  return {
    code: dossier.code,
    service: { name: service.plainName, code: service.code, version: service.version },
    decisionNote: service.result.decisionNote ?? null,
    applicant: dossier.applicantName,
    channel: m.dossiers.workList.channels[dossier.channel] ?? '',
    status:
      document?.status === 'signing'
        ? m.dossiers.beingSigned
        : isRefusalAwaited(dossier)
          ? m.dossiers.refusalAwaited
          : (m.dossiers.statuses[dossier.status] ?? ''),
    // Whose turn it is then is what the status says already.
    step:
      ['supplement', 'duty'].includes(dossier.status) || isRefusalAwaited(dossier)
        ? ''
        : (m.dossiers.steps[dossier.step] ?? ''),
    handling: handling?.shortName ?? '',
    assignee: assignee ?? m.dossiers.workList.unassigned,
    clock: presentClock(dossier, work.now),
    // Before acceptance no date is promised: the limit runs from there.
    dueAt: dossier.dueAt && dossier.acceptedAt ? formatDateTime(dossier.dueAt) : '',
    today,
    due: dossier.acceptedAt && due.some(({ counted }) => counted) ? due : [],
    budget:
      state.terms.budget === 0
        ? m.dossiers.case.sameDay
        : `${state.terms.budget} ${m.dossiers.case.units[state.terms.budgetUnit]}`,
    waitsUntil: dossier.pausedSince ? formatDateTime(supplementDue(state.terms, dossier.pausedSince)) : '',
    supplements:
      dossier.supplements === 0 ? m.dossiers.case.never : m.dossiers.case.times(dossier.supplements),
    fee:
      view.fee === null
        ? m.dossiers.case.feeUnknown
        : view.fee === 0
          ? m.dossiers.case.noFee
          : formatDong(view.fee),
    fees: await presentFees(work, dossier),
    sections: summarise(form, answers, context),
    papers: papers.map((paper) => ({
      seq: paper.seq,
      name: paperTitle(service, paper.key),
      file: paper.name,
      source: sourceOf(
        paper.source,
        held.find(({ id }) => id === paper.vaultPaperId),
      ),
      kind: paperKind(paper.mediaType, paper.size),
      sha256: paper.sha256,
      standing: standing.get(paper.seq) ?? 'given',
      replacedBy: gone.get(paper.sha256)?.replacedBySymbol ?? '',
    })),
    supplement,
    /** Whoever brought it stands there with the originals. */
    originals:
      dossier.channel === 'direct'
        ? originalsOf(service, dossier).map(({ key, name, required }) => ({
            value: key,
            label: required ? name : m.dossiers.handle.ifBrought(name),
          }))
        : [],
    steps: await presentSteps(work, view),
    decision: presentDecision(view, extracts, context),
    begun: lastProposal(view),
    /** Whose draft may be put before the applicant: again too, where another is proposed than was confirmed. */
    draftStep:
      view.prerequisites.find(
        ({ kind, key }) => kind === 'draft' && state.prerequisites[key]?.state !== 'open',
      )?.key ?? '',
    communes: groupCommunes(communes),
    sources: sourcesOf(actions, supplement?.changes ?? []),
    missingHints: asked.map(({ name }) => name),
    paper: await paperWords(work, dossier.id),
    prints: (await slipsOf(work, view)).map(({ name, state, symbol }) => ({
      name,
      address: addressOfSlip(name),
      state: m.dossiers.case.printState[state](symbol ?? ''),
    })),
    result: await presentResult(work, officer, view, document),
    drawDraft: await planPages(work, officer, view, document),
    signing: presentSigning(officer, document),
    history: actions.toReversed().map((action) => ({
      title: isExtendedBeforeDue(actions, action)
        ? m.dossiers.extendedBeforeDue
        : (m.dossiers.happened[action.kind] ?? action.kind),
      by:
        action.data.atCounter === true ? m.dossiers.handle.atCounter.by(action.actorName) : action.actorName,
      detail:
        [namesIn(view.prerequisites, action), detailOf(action.data)].filter(Boolean).join('. ') || undefined,
      at: `${formatTime(action.at)}, ${dateWords(action.at)}`,
    })),
    permitted,
    refusal: await viewRefusal(work, officer, view),
    proposal: proposal
      ? {
          outcome: m.dossiers.case.outcome[proposal.data.outcome ?? 'approve'] ?? '',
          note: String(proposal.data.note ?? ''),
          decided: presentDecided(view, extracts, context),
          by: m.dossiers.case.proposedBy(
            proposal.actorName,
            `${formatTime(proposal.at)}, ${dateWords(proposal.at)}`,
          ),
        }
      : null,
    staff: staff
      .filter(({ roles }) => roles.includes('specialist'))
      .map(({ id, name }) => ({ value: id, label: name })),
    destinations: await destinationsFor(work, [unit.id, dossier.handlingAgencyId, officer.agencyId]),
    requestKey: newId(),
    seenSeq: dossier.lastSeq,
    extensionUnit: m.dossiers.case.units[state.terms.budgetUnit === 'hour' ? 'hour' : 'day'] ?? '',
  }
}

/** What the last supplement brought: when, in what words, and every answer it changed beside what it was. */
function presentSupplement({ dossier, actions }: DossierView, form: Form, context: FormContext) {
  const answered = actions.findLast(({ kind }) => kind === 'answer_supplement')
  if (!answered) return null
  const asked = actions.findLast(({ kind, seq }) => kind === 'ask_supplement' && seq < answered.seq)
  const { formerAnswers, note } = answered.data
  return {
    at: formatDateTime(answered.at),
    note: typeof note === 'string' ? note : '',
    asked: asked?.data.items ?? [],
    recounted: recountedWords(answered.data),
    changes: formerAnswers
      ? compareAnswers(form, formerAnswers as Answers, dossier.answers as unknown as Answers, context)
      : [],
  }
}

/** Where each answer was taken from that nobody typed; what a supplement changed was typed since. */
function sourcesOf(
  actions: DossierView['actions'],
  changes: readonly { field: string }[],
): Record<string, string> {
  const changed = new Set(changes.map(({ field }) => field))
  return Object.fromEntries(
    Object.entries(actions[0]?.data.heldSources ?? {}).filter(([field]) => !changed.has(field)),
  )
}

/** Whether an agency issued a paper of the vault, or the person handed it in before. */
function sourceOf(source: string, held: Paper | undefined): string {
  if (held?.handedInOn)
    return m.dossiers.case.handedInBefore(dateWords(held.handedInOn), held.acceptedBy ?? '')
  return held?.issuer ? m.dossiers.case.issuedBefore(held.issuer) : (m.dossiers.case.sources[source] ?? '')
}

/** The result on paper, where it was asked for: how much, and where it is. */
async function paperWords(work: Work, dossierId: string): Promise<string> {
  const paper = await viewPaper(work, dossierId)
  if (!paper) return ''
  const words = m.dossiers.handover
  const late = paper.isLate ? [words.late(formatDateTime(paper.readyBy))] : []
  return [words.amount(paper.originals, paper.copies), words.states[paper.state], ...late].join(' · ')
}

/** Who is signing it, with what number, and how far they are: nothing while nobody does. */
function presentSigning(officer: Officer, document: Document | undefined) {
  if (document?.status !== 'signing') return null
  const { symbol, signerName, signedBy, signingSha256, confirmedAt } = document
  const isMine = signedBy === officer.id
  const words = m.documents.sign
  return {
    isMine,
    isPrepared: signingSha256 !== null,
    isConfirmed: confirmedAt !== null,
    sha256: signingSha256 ?? '',
    words: confirmedAt
      ? words.confirmed(symbol ?? '', signerName ?? '', formatDateTime(confirmedAt))
      : words.reserved(symbol ?? '', isMine ? '' : (signerName ?? '')),
  }
}

/** Whose part it is first, then the departments and committees another part of the work may lie with. */
async function destinationsFor(work: Work, near: readonly string[]) {
  const agencies = await listAgencies(work, localDay(work.now))
  const own = [...new Set(near)].flatMap((one) => agencies.filter(({ id }) => id === one))
  const others = agencies.filter(
    ({ id, kind }) => !own.some((agency) => agency.id === id) && kind !== 'division',
  )
  return [...own, ...others].map(({ id, name }) => ({ value: id, label: name }))
}

function detailOf(data: Record<string, unknown>): string | undefined {
  const items = Array.isArray(data.items) ? data.items.map(String).join('; ') : ''
  const words = [items, data.reason, data.note].filter((part) => typeof part === 'string' && part !== '')
  return words.length === 0 ? undefined : words.join('. ')
}
