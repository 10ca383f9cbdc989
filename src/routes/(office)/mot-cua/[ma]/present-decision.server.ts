/** What a specialist decides: its questions on the page, and beside the proposal what was decided. */
import {
  type DecidedRow,
  type DossierView,
  decidedRows,
  decisionForm,
  type FoundExtract,
  filedAnswers,
  requestedDecision,
} from '#server/modules/dossiers/index.ts'
import type { Answers, FormContext, Issue } from '#shared/form/answers.ts'
import type { Form } from '#shared/form/definition.ts'
import { readFields } from '#shared/form/read/read-form.ts'
import { type QuestionView, typedOf, viewSection } from '#ui/form/section-view.ts'

/** What was proposed last, or put before the applicant as a draft: the next proposal begins with it. */
export function lastProposal({ actions }: DossierView) {
  const { data } = actions.findLast(({ kind, data }) => kind === 'propose' || data.proposal) ?? {}
  const { outcome, note, decision } = data?.proposal ?? data ?? {}
  return data && { outcome: outcome ?? 'approve', note: String(note ?? ''), decision: decision ?? {} }
}

/** The questions as they stand before anybody typed: begun with what was proposed last, or else requested. */
export function presentDecision(
  view: DossierView,
  extracts: readonly FoundExtract[],
  context: FormContext,
): QuestionView[] {
  const { service, dossier } = view
  const filed = filedAnswers(dossier)
  const form = decisionForm(service, filed, extracts)
  const [section] = form?.sections ?? []
  if (!form || !section) return []
  const last = lastProposal(view)
  const answers =
    last?.outcome === 'approve' ? (last.decision as Answers) : requestedDecision(form, filed, context)
  return viewSection(section, { answers, typed: typedOf(form, answers), isSaved: true }, context)
}

/** What was typed, read by the rules of the form; the page again, with what is wrong or a row more or less. */
export function readTypedDecision(
  { service, dossier }: DossierView,
  extracts: readonly FoundExtract[],
  fields: readonly [string, string][],
  step: string | undefined,
  context: FormContext,
): { decision: Answers; issues: Issue[]; questions: QuestionView[]; isAgain: boolean } {
  const form = decisionForm(service, filedAnswers(dossier), extracts)
  const [section] = form?.sections ?? []
  if (!form || !section) return { decision: {}, issues: [], questions: [], isAgain: false }
  const own = fields.filter(([name]) => name.startsWith('answers.'))
  const [act, key = '', index] = (step ?? '').split(':')
  const kept = act === 'bo' ? own.filter(([name]) => !name.startsWith(`answers.${key}[${index}].`)) : own
  const { answers, issues, typed } = readFields(form, kept, context)
  const isAgain = act === 'them' || act === 'bo'
  const extraRows = act === 'them' ? { [key]: 1 } : {}
  const shown = isAgain ? [] : issues
  const questions = viewSection(section, { answers, typed, issues: shown, extraRows, isSaved: true }, context)
  return { decision: answers, issues: shown, questions, isAgain }
}

/** What the last proposal decided, beside what was requested where the two differ. */
export function presentDecided(
  { service, dossier, actions }: DossierView,
  extracts: readonly FoundExtract[],
  context: FormContext,
): DecidedRow[] {
  const proposal = actions.findLast(({ kind }) => kind === 'propose')
  const form: Form | undefined = decisionForm(service, filedAnswers(dossier), extracts)
  if (!form || !proposal?.data.decision) return []
  return decidedRows(form, proposal.data.decision as Answers, filedAnswers(dossier), context)
}
