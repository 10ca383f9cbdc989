import { type Answers, type FormContext, fieldName, valueAt } from './answers.ts'
import { holds } from './condition.ts'
import type { Form, Question, SimpleQuestion } from './definition.ts'
import { readFields } from './read/read-form.ts'
import { printValue } from './show/show-value.ts'

export interface Prefilled {
  answers: Answers
  /** By field name, the source of what was filled in, for the mark beside it: `registry.person.bornOn`. */
  sources: Record<string, string>
}

/**
 * Fills in what is already held (Nghị định 224/2026/NĐ-CP, Điều 15: nothing is asked twice). A value that the
 * question would refuse is not filled in; of a repeating group what its own questions ask. `answers` so far decide between
 * sources; `held` is nested as the sources are named: `{ registry: { person: … } }`.
 */
export function prefill(form: Form, held: unknown, answers: Answers, context: FormContext): Prefilled {
  const fields: [string, string][] = []
  const wanted: [string, string][] = []
  for (const section of form.sections) {
    for (const question of section.questions) {
      const source = sourcesOf(question.prefill, answers).find((path) => valueAt(held, path) !== undefined)
      if (source === undefined) continue
      fields.push(...heldFields(question, valueAt(held, source)))
      wanted.push([question.key, source])
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

function heldFields(question: Question, value: unknown): [string, string][] {
  if (question.type !== 'group') return printValue(question, question.key, value)
  const items: unknown[] = Array.isArray(value) ? value : []
  return items.flatMap((item, index) =>
    question.questions.flatMap((own) =>
      printValue(own, `${question.key}[${index}].${own.key}`, valueAt(item, own.key)),
    ),
  )
}

function sourcesOf(prefill: SimpleQuestion['prefill'], answers: Answers): string[] {
  if (prefill === undefined) return []
  if (typeof prefill === 'string') return [prefill]
  return prefill.filter(({ when }) => holds(when, answers)).map(({ from }) => from)
}

/** The fields, by name, in which an answer stands as it was held. */
export function sameAnswers(held: Answers, answers: Answers, fields: readonly string[]): string[] {
  return fields.filter((field) => {
    const path = field.slice(fieldName('').length)
    return JSON.stringify(valueAt(held, path)) === JSON.stringify(valueAt(answers, path))
  })
}
