import { type Answers, type FormContext, fieldName, valueAt } from './answers.ts'
import type { Form } from './definition.ts'
import { readFields } from './read-form.ts'
import { printValue } from './show-value.ts'

export interface Prefilled {
  answers: Answers
  /** By field name, the source of what was filled in, for the mark beside it: `registry.person.bornOn`. */
  sources: Record<string, string>
}

/**
 * Fills in what is already held (Nghị định 224/2026/NĐ-CP, Điều 15: nothing is asked twice). A value that the
 * question would refuse is not filled in. `held` is nested as the sources are named: `{ registry: { person: … } }`.
 */
export function prefill(form: Form, held: unknown, answers: Answers, context: FormContext): Prefilled {
  const fields: [string, string][] = []
  const wanted: [string, string][] = []
  for (const section of form.sections) {
    for (const question of section.questions) {
      if (question.type === 'group' || question.prefill === undefined) continue
      if (valueAt(answers, question.key) !== undefined) continue
      fields.push(...printValue(question, question.key, valueAt(held, question.prefill)))
      wanted.push([question.key, question.prefill])
    }
  }
  // Conditions may hide a question that a later answer shows: read without them, so that nothing known is lost.
  const open: Form = {
    sections: form.sections.map(({ condition: _section, ...section }) => ({
      ...section,
      questions: section.questions.map(
        ({ condition: _question, ...question }) => question as (typeof section.questions)[number],
      ),
    })),
  }
  const read = readFields(open, fields, context).answers
  const sources: Record<string, string> = {}
  for (const [key, source] of wanted) {
    if (valueAt(read, key) !== undefined) sources[fieldName(key)] = source
  }
  return { answers: read, sources }
}
