/** Bản chính: which papers of a dossier an officer sees or keeps in the original, and what is to be brought. */
import type { Service } from '#server/modules/catalogue/index.ts'
import { localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import type { Paper } from '#shared/form/definition.ts'
import { papersFor } from '#shared/form/requirements.ts'
import { filedAnswers } from '../filing.ts'
import type { Dossier } from './dossier-queries.ts'

type Case = Pick<Dossier, 'answers' | 'channel' | 'submittedAt'>

/** Of what these answers ask for, the papers that are shown or left in the original. */
export function originalsOf(service: Pick<Service, 'papers'>, dossier: Case): Paper[] {
  return papersFor(service, filedAnswers(dossier)).filter(
    ({ kind, originals }) => kind === 'show' || originals > 0,
  )
}

/**
 * Those a counter may not accept without: asked of everybody, and not held already. What was sent by post or online nobody has
 * before them.
 */
export function originalsToSee(
  service: Pick<Service, 'papers'>,
  dossier: Case,
  given: readonly { key: string; source: string }[],
): Paper[] {
  if (dossier.channel !== 'direct') return []
  return originalsOf(service, dossier).filter(
    ({ key, kind, required }) =>
      required && (kind === 'show' || given.some((paper) => paper.key === key && paper.source === 'upload')),
  )
}

/**
 * What whoever filed online has to bring where a step of the service wants them in person, and by which day: the one they chose, else
 * the day the result is due.
 */
export function toBring(
  service: Pick<Service, 'papers' | 'level' | 'checks'>,
  dossier: Case & Pick<Dossier, 'dueAt'>,
): { papers: Paper[]; on: string | undefined } | undefined {
  if (dossier.channel !== 'online' || service.level === 'toan-trinh') return undefined
  const papers = originalsOf(service, dossier)
  if (papers.length === 0) return undefined
  const path = chosenDay(service)
  const chosen = path && valueAt(dossier.answers as unknown as Answers, path)
  return {
    papers,
    on: typeof chosen === 'string' ? chosen : dossier.dueAt ? localDay(dossier.dueAt) : undefined,
  }
}

/** The question in which the applicant chose the day they come: one that is checked to be a working day. */
export const chosenDay = ({ checks }: Pick<Service, 'checks'>): string | undefined =>
  checks.flatMap(({ test }) => (test?.kind === 'workingDay' ? [test.day] : []))[0]
