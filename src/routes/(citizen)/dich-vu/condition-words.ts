import { dateWords } from '#shared/dates.ts'
import type { Form, Question, Rule } from '#shared/form/definition.ts'
import { m } from '#shared/messages/index.ts'

/** A condition over answers as a person reads it: `“Ông/bà là gì của trẻ?” là “Người được ủy quyền”`. */
export function conditionWords(form: Form, condition: Rule): string {
  const words = m.catalogue.condition
  if ('all' in condition) return condition.all.map((part) => conditionWords(form, part)).join(words.and)
  if ('any' in condition) return condition.any.map((part) => conditionWords(form, part)).join(words.or)
  if ('not' in condition) return words.not(conditionWords(form, condition.not))
  if ('present' in condition) return words.present(labelOf(form, condition.present))
  if ('atLeast' in condition) {
    const [path, count] = condition.atLeast
    return words.atLeast(labelOf(form, path), count)
  }
  if ('notAbove' in condition || 'notBelow' in condition) {
    const [path, bound] = 'notAbove' in condition ? condition.notAbove : condition.notBelow
    const limit = typeof bound === 'number' ? String(bound) : `“${labelOf(form, bound)}”`
    return 'notAbove' in condition
      ? words.notAbove(labelOf(form, path), limit)
      : words.notBelow(labelOf(form, path), limit)
  }
  if ('distinct' in condition)
    return words.distinct(condition.distinct.map((path) => `“${labelOf(form, path)}”`).join(', '))
  if ('items' in condition) {
    const { of, are, atLeast, atMost } = condition.items
    return words.items(labelOf(form, of), conditionWords(form, are), atLeast, atMost)
  }
  if ('sum' in condition) {
    const { of, atLeast, atMost } = condition.sum
    const [low, high] = [atLeast, atMost].map((bound) =>
      typeof bound === 'string' ? `“${labelOf(form, bound)}”` : bound?.toString(),
    )
    return words.sum(labelOf(form, of), low, high)
  }
  if ('earlier' in condition || 'yearNotBefore' in condition) {
    const [one, other] = 'earlier' in condition ? condition.earlier : condition.yearNotBefore.toReversed()
    return words.before(labelOf(form, one ?? ''), labelOf(form, other ?? ''), 1)
  }
  if ('product' in condition) {
    const [one, other] = [condition.product.of, condition.product.atMost].map((factors) =>
      factors
        .map((factor) => (typeof factor === 'number' ? factor : `“${labelOf(form, factor)}”`))
        .join(' × '),
    )
    return words.notAbove(one ?? '', other ?? '')
  }
  if ('before' in condition) {
    const [one, other, days = 1] = condition.before
    return words.before(labelOf(form, one), labelOf(form, other), days)
  }
  if ('aged' in condition) {
    const { born, on, atLeast, below } = condition.aged
    return words.aged(labelOf(form, born), labelOf(form, on), atLeast, below)
  }
  if ('since' in condition)
    return words.since(labelOf(form, condition.since[0]), dateWords(condition.since[1], m.ui))
  if ('same' in condition || 'sameSurname' in condition) {
    const [one, other] = 'same' in condition ? condition.same : condition.sameSurname
    return 'same' in condition
      ? words.same(labelOf(form, one), labelOf(form, other))
      : words.sameSurname(labelOf(form, one), labelOf(form, other))
  }
  if ('matches' in condition) return words.matches(labelOf(form, condition.matches[0]))
  const [path, values] = 'eq' in condition ? [condition.eq[0], [condition.eq[1]]] : condition.in
  const answers = values.map((value) => `“${answerOf(form, path, value)}”`).join(words.or)
  return words.is(labelOf(form, path), answers)
}

function labelOf(form: Form, path: string): string {
  return questionOf(form, path)?.label ?? m.catalogue.condition.facts[path] ?? path
}

function answerOf(form: Form, path: string, value: string | number | boolean): string {
  const question = questionOf(form, path)
  if (path === 'filing.channel') return m.catalogue.condition.channels[String(value)] ?? String(value)
  if (typeof value === 'boolean') return value ? m.catalogue.condition.yes : m.catalogue.condition.no
  if (question?.type === 'choice' || question?.type === 'multiChoice') {
    return question.options.find((option) => option.value === value)?.label ?? String(value)
  }
  return String(value)
}

function questionOf(form: Form, path: string): Question | undefined {
  const questions = form.sections.flatMap((section) => section.questions)
  const found = questions.find(({ key }) => key === path)
  if (found) return found
  const groups = questions.filter((question) => question.type === 'group')
  for (const { key: group, questions: inner } of groups)
    for (const one of inner) if ([`item.${one.key}`, `${group}.${one.key}`].includes(path)) return one
  return undefined
}
