import type { Condition, Form, Question } from '#shared/form/definition.ts'
import { m } from '#shared/messages/index.ts'

/** A condition over answers as a person reads it: `“Ông/bà là gì của trẻ?” là “Người được ủy quyền”`. */
export function conditionWords(form: Form, condition: Condition): string {
  const words = m.catalogue.condition
  if ('all' in condition) return condition.all.map((part) => conditionWords(form, part)).join(words.and)
  if ('any' in condition) return condition.any.map((part) => conditionWords(form, part)).join(words.or)
  if ('not' in condition) return words.not(conditionWords(form, condition.not))
  if ('present' in condition) return words.present(labelOf(form, condition.present))
  if ('atLeast' in condition) {
    const [path, count] = condition.atLeast
    return words.atLeast(labelOf(form, path), count)
  }
  const [path, values] = 'eq' in condition ? [condition.eq[0], [condition.eq[1]]] : condition.in
  const answers = values.map((value) => `“${answerOf(form, path, value)}”`).join(words.or)
  return words.is(labelOf(form, path), answers)
}

function labelOf(form: Form, path: string): string {
  return questionOf(form, path)?.label ?? path
}

function answerOf(form: Form, path: string, value: string | number | boolean): string {
  const question = questionOf(form, path)
  if (typeof value === 'boolean') return value ? m.catalogue.condition.yes : m.catalogue.condition.no
  if (question?.type === 'choice' || question?.type === 'multiChoice') {
    return question.options.find((option) => option.value === value)?.label ?? String(value)
  }
  return String(value)
}

function questionOf(form: Form, path: string): Question | undefined {
  const questions = form.sections.flatMap((section) => section.questions)
  const inner = questions.flatMap((question) => (question.type === 'group' ? question.questions : []))
  return [...questions, ...inner].find((question) => question.key === path.replace(/^item\./, ''))
}
