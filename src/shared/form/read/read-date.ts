import { ageOn, dateWords } from '../../dates.ts'
import { m } from '../../messages/index.ts'
import { type Answers, type FormContext, valueAt } from '../answers.ts'
import type { SimpleQuestion } from '../definition.ts'
import { clean, first, type Reading, refuse, type Typed } from './reading.ts'
import { readTypedDate } from './typed-date.ts'

/** A day, typed whole or in parts, within the question's limits. */
export function readDate(
  question: Extract<SimpleQuestion, { type: 'date' }>,
  typed: Typed,
  answers: Answers,
  context: FormContext,
): Reading {
  const parts = { day: typed.parts.day ?? '', month: typed.parts.month ?? '', year: typed.parts.year ?? '' }
  const hasParts = Object.values(parts).some((part) => part.trim() !== '')
  const single = clean(first(typed))
  if (!hasParts && single === '') return 'empty'
  const read = readTypedDate(
    hasParts ? { day: clean(parts.day), month: clean(parts.month), year: clean(parts.year) } : single,
  )
  if ('problem' in read) return refuse('date', read.problem)
  const because = question.because === undefined ? '' : ` ${question.because}`
  const latest = limitOf(question.notAfter, answers, context)
  if (latest !== undefined && read.day > latest.day) {
    return refuse('too_late', `${m.form.date.tooLate(latest.name, dateWords(latest.day))}${because}`)
  }
  const earliest = limitOf(question.notBefore, answers, context)
  if (earliest !== undefined && read.day < earliest.day) {
    return refuse('too_early', `${m.form.date.tooEarly(earliest.name, dateWords(earliest.day))}${because}`)
  }
  const age = ageOn(read.day, context.today)
  if (question.minAge !== undefined && age < question.minAge) {
    return refuse('too_young', `${m.form.date.tooYoung(question.minAge, Math.max(age, 0))}${because}`)
  }
  if (question.maxAge !== undefined && age > question.maxAge) {
    return refuse('too_old', `${m.form.date.tooOld(question.maxAge, age)}${because}`)
  }
  return { value: read.day }
}

function limitOf(
  limit: 'today' | string | { field: string } | undefined,
  answers: Answers,
  context: FormContext,
): { day: string; name: string } | undefined {
  if (limit === undefined) return undefined
  if (limit === 'today') return { day: context.today, name: m.form.date.today }
  if (typeof limit === 'string') return { day: limit, name: m.form.date.given }
  const day = valueAt(answers, limit.field)
  return typeof day === 'string'
    ? { day, name: m.form.date.answered(context.labelOf?.(limit.field) ?? limit.field) }
    : undefined
}
