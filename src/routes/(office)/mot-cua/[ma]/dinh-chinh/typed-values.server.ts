/** The values of a signed result as fields: as they stand in it, or as they were typed. */
import { listCommunes } from '#server/modules/agencies/index.ts'
import {
  type DossierView,
  decisionForm,
  filedAnswers,
  formContext,
  standingResult,
} from '#server/modules/dossiers/index.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers, FormContext, Issue } from '#shared/form/answers.ts'
import type { Form } from '#shared/form/definition.ts'
import { type FormReading, readFields } from '#shared/form/read/read-form.ts'
import { visibleSections } from '#shared/form/visible-sections.ts'
import { type QuestionView, typedOf, viewSection } from '#ui/form/section-view.ts'

interface ValueSection {
  /** Of what was decided, not of what was requested. */
  isDecided: boolean
  key: string
  title: string
  questions: QuestionView[]
}

interface Known {
  /** The questions of the application, then those of the decision: their fields have names of their own. */
  forms: Form[]
  was: Answers[]
  context: FormContext
}

/** As the result that stands has them; a written answer that grants nothing has none. */
export async function presentValues(work: Work, view: DossierView): Promise<ValueSection[]> {
  const { forms, was, context } = await known(work, view)
  return forms.flatMap((form, at) => sectionsOf(form, was[at] ?? {}, typedOf(form, was[at] ?? {}), context))
}

export interface TypedValues {
  /** Left out where none was sent: as they stood. */
  given: { answers?: Answers; decision?: Answers }
  issues: Issue[]
  sections: ValueSection[]
  /** A row of a group came or went: the page once more, nothing is asked yet. */
  isAgain: boolean
}

/** What was typed, read by the rules of the forms; what stood wrong before and still stands is not held against it. */
export async function readTypedValues(
  work: Work,
  view: DossierView,
  fields: readonly [string, string][],
  step?: string,
): Promise<TypedValues> {
  const { forms, was, context } = await known(work, view)
  const own = fields.filter(([name]) => name.startsWith('answers.'))
  const [act, key = '', index] = (step ?? '').split(':')
  const kept = act === 'bo' ? own.filter(([name]) => !name.startsWith(`answers.${key}[${index}].`)) : own
  if (own.length === 0)
    return { given: {}, issues: [], sections: await presentValues(work, view), isAgain: false }
  const isAgain = act === 'them' || act === 'bo'
  const issues: Issue[] = []
  const read = forms.map((form, at): FormReading => {
    const reading = readFields(form, kept, context)
    const before = readFields(form, Object.entries(typedOf(form, was[at] ?? {})).flatMap(fieldsOf), context)
    const known = new Set(before.issues.map(({ field, message }) => `${field} ${message}`))
    const fresh = reading.issues.filter(({ field, message }) => !known.has(`${field} ${message}`))
    issues.push(...fresh)
    return { ...reading, issues: fresh }
  })
  const extraRows = act === 'them' ? { [key]: 1 } : {}
  const sections = forms.flatMap((form, at) => {
    const { answers = {}, typed = {}, issues: own = [] } = read[at] ?? {}
    return sectionsOf(form, answers, typed, context, { issues: isAgain ? [] : own, extraRows })
  })
  const [answers, decision] = read
  return {
    given: {
      ...(answers ? { answers: answers.answers } : {}),
      ...(decision ? { decision: decision.answers } : {}),
    },
    issues: isAgain ? [] : issues,
    sections,
    isAgain,
  }
}

function fieldsOf([name, values]: [string, string[]]): [string, string][] {
  return values.map((value) => [name, value])
}

async function known(work: Work, { dossier, service, actions }: DossierView): Promise<Known> {
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const standing = standingResult(dossier, actions)
  if (!standing || standing.outcome === 'decline') return { forms: [], was: [], context }
  const answers = standing.answers as Answers
  const decision = decisionForm(service, filedAnswers({ ...dossier, answers }))
  return {
    forms: [service.form, ...(decision ? [decision] : [])],
    was: [answers, standing.decision as Answers],
    context,
  }
}

function sectionsOf(
  form: Form,
  answers: Answers,
  typed: Record<string, string[]>,
  context: FormContext,
  more: { issues?: Issue[]; extraRows?: Record<string, number> } = {},
): ValueSection[] {
  return visibleSections(form, answers).flatMap(({ key, title }) => {
    const section = form.sections.find((candidate) => candidate.key === key)
    const state = { answers, typed, isSaved: true, ...more }
    return section
      ? [{ isDecided: key === 'decision', key, title, questions: viewSection(section, state, context) }]
      : []
  })
}
