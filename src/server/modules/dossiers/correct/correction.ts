/** What a signed result was written from, and what is asked to stand in its place. */
import { listCommunes } from '#server/modules/agencies/index.ts'
import { getServiceVersion } from '#server/modules/catalogue/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { type AnswerChange, compareAnswers } from '#shared/form/show/summary.ts'
import { decisionForm } from '../decision.ts'
import { filedAnswers } from '../filing.ts'
import { formContext } from '../form-context.ts'
import type { Action, Correction, ResultSource } from '../model.ts'
import type { Dossier } from '../read/dossier-queries.ts'

/** What the result that stands was written from: as it was proposed and signed, or corrected last. */
export function standingResult(
  dossier: Pick<Dossier, 'answers'>,
  actions: readonly Action[],
): ResultSource | undefined {
  const corrected = actions.findLast(({ kind }) => kind === 'correct')?.data.correction
  if (corrected) return corrected
  if (!actions.some(({ kind }) => kind === 'sign')) return undefined
  const { documentId, outcome, note, decision, further } =
    actions.findLast(({ kind }) => kind === 'propose')?.data ?? {}
  if (!documentId) return undefined
  return {
    outcome: outcome ?? 'approve',
    note: typeof note === 'string' ? note : '',
    decision: decision ?? {},
    answers: dossier.answers,
    documentId,
    further: further ?? [],
  }
}

export interface AskedCorrection extends Correction {
  reason: string
  seq: number
  askedBy: { id: string | null; name: string }
  askedAt: Date
}

/** The correction that was asked for and is neither signed nor given up. */
export function askedCorrection(actions: readonly Action[]): AskedCorrection | undefined {
  const last = actions.findLast(({ kind }) => ['ask_correction', 'drop_correction', 'correct'].includes(kind))
  if (last?.kind !== 'ask_correction' || !last.data.correction) return undefined
  const { seq, actorId: id, actorName: name, at: askedAt, data } = last
  return { ...last.data.correction, reason: data.reason ?? '', seq, askedBy: { id, name }, askedAt }
}

/** The dossier as if it had been filed with these answers. */
export function withAnswers(dossier: Dossier, { answers }: Pick<ResultSource, 'answers'>): Dossier {
  return { ...dossier, answers: answers as Dossier['answers'] }
}

/** Each value that is other than before: of the answers, of the decision, and the reason that is printed. */
export async function changesOf(
  work: Work,
  dossier: Dossier,
  before: ResultSource,
  after: ResultSource,
): Promise<AnswerChange[]> {
  const service = await getServiceVersion(work, dossier.serviceCode, dossier.serviceVersion)
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const filed = (source: ResultSource) => filedAnswers(withAnswers(dossier, source))
  const form = decisionForm(service, filed(after))
  const noteLabel = service.result.decisionNote?.label
  return [
    ...compareAnswers(service.form, before.answers as Answers, after.answers as Answers, context),
    ...(form ? compareAnswers(form, before.decision as Answers, after.decision as Answers, context) : []),
    ...(before.note === after.note
      ? []
      : [{ field: 'note', label: noteLabel ?? '', before: before.note, after: after.note }]),
  ]
}
