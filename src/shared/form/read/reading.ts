/** What was typed for one question, and what it is read as. */
import { normalise } from '../../text/index.ts'
import type { AnswerValue } from '../answers.ts'
import type { SimpleQuestion } from '../definition.ts'
import { printingProblem } from '../show/printed-text.ts'

/** What one question's fields held: the plain values, and the values of its named parts (`day`, `unit`). */
export interface Typed {
  values: string[]
  parts: Record<string, string>
}

/** The parts a question's fields may have beside the plain name. */
export function partsOf(type: SimpleQuestion['type']): readonly string[] {
  if (type === 'date') return ['day', 'month', 'year']
  if (type === 'address') return ['unit', 'detail']
  return []
}

export type Reading = { value: AnswerValue } | { problem: string; code: string } | 'empty'

export function first(typed: Typed): string {
  return typed.values[0] ?? ''
}

/** Longer than any answer may be, so that what is too long is told and not cut off. */
export const longest = 20_000

export function clean(text: string): string {
  return normalise(text, longest)
}

export function refuse(code: string, problem: string): Reading {
  return { code, problem }
}

/** Every answer may be printed on the paper that results. */
export function printable(text: string, value: AnswerValue): Reading {
  const problem = printingProblem(text)
  return problem === undefined ? { value } : refuse('unprintable', problem)
}
