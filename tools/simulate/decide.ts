/** What a demo specialist decides: what was asked for, and where the form asks for more, what somebody could have written. */
import type { Service } from '#server/modules/catalogue/index.ts'
import { decisionForm, type FoundExtract } from '#server/modules/dossiers/index.ts'
import { type Answers, type FormContext, itemsAt } from '#shared/form/answers.ts'
import type { Form } from '#shared/form/definition.ts'
import type { FiledAnswers } from '#shared/form/filing.ts'
import { prefill } from '#shared/form/prefill.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { type Filing, fillForm } from './answers/fill-form.ts'

/** Answers to the decision of this service, as far as they agree with one another; undefined where they do not. */
export function decideAsAsked(
  service: Service,
  answers: FiledAnswers,
  filing: Filing,
  context: FormContext,
  extracts: readonly FoundExtract[] = [],
): Answers | undefined {
  const form = decisionForm(service, { ...answers, today: filing.day }, extracts)
  if (!form) return {}
  const asked = prefill(form, { answers }, {}, context).answers
  const filled = { ...fillForm(form, filing), ...asked, ...holderOf(form, answers) }
  const { answers: decision, issues } = readAnswers(form, filled, context)
  return issues.length > 0 ? undefined : decision
}

/** A certificate is for one of those who receive what is passed on. */
function holderOf(form: Form, answers: Answers): Answers {
  const isAsked = form.sections.some(({ questions }) => questions.some(({ key }) => key === 'holder'))
  const [first] = itemsAt(answers, 'receivers')
  return isAsked && typeof first?.fullName === 'string' ? { holder: first.fullName } : {}
}
