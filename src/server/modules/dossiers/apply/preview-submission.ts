import type { DueLine } from '#server/crafts/calendar/index.ts'
import { getAgency, listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { agencyOf } from '#server/modules/catalogue/index.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Issue } from '#shared/form/answers.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { type Charges, chargesFor, requiredPapers, timeLimitFor } from '#shared/form/requirements.ts'
import { type SummarySection, summarise } from '#shared/form/show/summary.ts'
import { expectedDue, explainDossierDue, termsOf } from '../clock.ts'
import { draftedAnswers } from '../filing.ts'
import { formContext } from '../form-context.ts'
import type { Draft } from './draft-queries.ts'
import { competentAgency } from './submit-dossier.ts'

export interface Preview {
  sections: SummarySection[]
  /** What is still to be answered or corrected, each with the section it stands in. */
  issues: (Issue & { section: string })[]
  missingPapers: { key: string; name: string }[]
  charges: Charges
  /** If the agency accepted it now. */
  dueAt: Date | null
  due: DueLine[]
  limit: string
  /** A limit that counts days off too, in days; spans are working days all the same. */
  calendarDays: number | undefined
  /** Who would decide; not known before the commune is chosen. */
  agencyName: string | undefined
}

/** What sending this draft now would mean, without sending it. */
export async function previewSubmission(work: Work, draft: Draft, service: Service): Promise<Preview> {
  const communes = await listCommunes(work, localDay(work.now))
  const context = formContext(work.now, communes)
  const { answers, issues } = readAnswers(service.form, draft.answers, context)
  const given = new Set(draft.papers.map(({ key }) => key))
  const filed = draftedAnswers(answers, work.now)
  const limit = timeLimitFor(service, filed)
  const terms = termsOf(limit)
  const calendar = provinceCalendar()
  const asIfFiled = {
    seq: 1,
    kind: 'submit' as const,
    actorKind: 'citizen',
    actorId: null,
    actorName: '',
    agencyId: null,
    data: {},
    at: work.now,
  }
  return {
    sections: summarise(service.form, answers, context),
    issues: issues.map((issue) => ({ ...issue, section: sectionOf(service, issue.field) })),
    missingPapers: requiredPapers(service, filed)
      .filter(({ key }) => !given.has(key))
      .map(({ key, name }) => ({ key, name })),
    charges: chargesFor(service, filed),
    dueAt: expectedDue(calendar, terms, work.now),
    due: explainDossierDue(calendar, terms, [asIfFiled]),
    limit: limit.text,
    calendarDays: 'calendarDays' in limit.duration ? limit.duration.calendarDays : undefined,
    agencyName: agencyOf(service, answers)
      ? (await getAgency(work, await competentAgency(work, service, answers))).name
      : undefined,
  }
}

function sectionOf(service: Service, field: string): string {
  const path = field.replace(/^answers\./, '')
  const isOwn = (key: string) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`)
  return service.form.sections.find(({ questions }) => questions.some(({ key }) => isOwn(key)))?.key ?? ''
}
