import { type Answers, valueAt } from '#shared/form/answers.ts'
import { holds, pathsOf } from '#shared/form/condition.ts'
import type { Rule } from '#shared/form/definition.ts'
import type { Outcome } from './finding.ts'

/**
 * Whether a rule holds, with a third answer: a comparison with what nobody has answered, or what is not decided yet, stays open
 * unless the rest settles it.
 */
export function outcomeOf(rule: Rule, answers: Answers): Outcome {
  if ('all' in rule) {
    const parts = rule.all.map((part) => outcomeOf(part, answers))
    return parts.includes('fails') ? 'fails' : parts.includes('open') ? 'open' : 'holds'
  }
  if ('any' in rule) {
    const parts = rule.any.map((part) => outcomeOf(part, answers))
    return parts.includes('holds') ? 'holds' : parts.includes('open') ? 'open' : 'fails'
  }
  if ('not' in rule) {
    const inner = outcomeOf(rule.not, answers)
    return inner === 'open' ? 'open' : inner === 'holds' ? 'fails' : 'holds'
  }
  const isPlain =
    'eq' in rule ||
    'in' in rule ||
    'present' in rule ||
    'atLeast' in rule ||
    'distinct' in rule ||
    'items' in rule ||
    'sum' in rule
  const unknown = pathsOf(rule).some(
    (path) =>
      valueAt(answers, path) === undefined &&
      (!isPlain || (path.startsWith('decision.') && answers.decision === undefined)),
  )
  if (unknown) return 'open'
  return holds(rule, answers) ? 'holds' : 'fails'
}
