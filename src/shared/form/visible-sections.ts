import { type Answers, valueAt } from './answers.ts'
import { holds, pathsOf } from './condition.ts'
import type { Form } from './definition.ts'

/** The sections and questions that these answers ask for, hidden ones left out. */
export function visibleSections(form: Form, answers: Answers): Form['sections'] {
  return form.sections
    .filter((section) => holds(section.condition, answers))
    .map((section) => ({
      ...section,
      questions: section.questions.filter((question) => holds(question.condition, answers)),
    }))
    .filter((section) => section.questions.length > 0)
}

/** Whether an answer still to come may bring a section that these answers do not show. */
export function mayGrow(form: Form, answers: Answers): boolean {
  const asked = new Set(
    form.sections
      .filter((section) => holds(section.condition, answers))
      .flatMap(({ questions }) => questions.filter(({ condition }) => holds(condition, answers)))
      .map(({ key }) => key),
  )
  return form.sections.some(
    ({ condition }) =>
      !holds(condition, answers) &&
      pathsOf(condition).some((path) => asked.has(path) && valueAt(answers, path) === undefined),
  )
}
