/** What a specialist decides: asked in the form language when proposing, begun with what was requested, shown beside it. */
import type { Service } from '#server/modules/catalogue/index.ts'
import { type Answers, type FormContext, type Issue, valueAt } from '#shared/form/answers.ts'
import { holds, pathsOf } from '#shared/form/condition.ts'
import type { Condition, Form, Question } from '#shared/form/definition.ts'
import { prefill } from '#shared/form/prefill.ts'
import { readAnswers } from '#shared/form/read/read-form.ts'
import { summarise } from '#shared/form/show/summary.ts'
import { m } from '#shared/messages/index.ts'
import type { FoundExtract } from './check/finding.ts'

/**
 * The questions of the decision that these answers and facts raise, with the entries of the register among which one is chosen;
 * undefined where nothing is asked.
 */
export function decisionForm(
  { result }: Pick<Service, 'result'>,
  facts: Answers,
  extracts: readonly FoundExtract[] = [],
): Form | undefined {
  const questions = result.decision
    .map((question) =>
      result.extract && question.key === 'entry' ? amongExtracts(question, extracts) : question,
    )
    .flatMap((question) => asked(question, facts))
  const [first] = questions
  if (!first) return undefined
  return { sections: [{ key: 'decision', title: result.title, questions }] }
}

/**
 * What stands in the register is chosen and not typed. Somebody is born once and dies once: where that is found by their number
 * nothing else can be meant.
 */
function amongExtracts(question: Question, extracts: readonly FoundExtract[]): Question {
  if (question.type !== 'choice') return question
  const whole = extracts.filter(({ isWhole }) => isWhole)
  const isSettled = whole.some(({ kind, byNumber }) => byNumber && (kind === 'birth' || kind === 'death'))
  const found = whole.map(({ id, label, notes }) => ({
    value: id,
    label,
    ...(notes ? { help: m.dossiers.extract.willSay(notes) } : {}),
  }))
  return { ...question, options: [...found, ...(isSettled ? [] : question.options)] }
}

/** A condition on the application is settled here; one on another part of the decision stays, in the form's own words. */
function asked(question: Question, facts: Answers): Question[] {
  const { condition, ...rest } = question
  const begun = { ...rest, prefill: rest.prefill ?? sourceOf(question, facts) } as Question
  if (condition === undefined) return [begun]
  const isOwn = (part: Condition) => pathsOf(part).some((path) => path.startsWith('decision.'))
  const parts = 'all' in condition ? condition.all : [condition]
  if (!parts.filter((part) => !isOwn(part)).every((part) => holds(part, facts))) return []
  const left = parts.filter(isOwn)
  if (left.length === 0) return [begun]
  const own = JSON.parse(JSON.stringify(left).replaceAll('"decision.', '"')) as [Condition, ...Condition[]]
  return [{ ...begun, condition: own.length === 1 ? own[0] : { all: own } } as Question]
}

/** The answer of the same name; a whole section of the application that is called so is none. */
function sourceOf({ key, type }: Question, facts: Answers): string | undefined {
  const answer = valueAt(facts, key)
  const isSection = typeof answer === 'object' && !Array.isArray(answer) && type !== 'address'
  return answer === undefined || isSection ? undefined : `answers.${key}`
}

/** What the decision begins with: what was requested, as far as its questions take it. */
export function requestedDecision(form: Form, answers: Answers, context: FormContext): Answers {
  return prefill(form, { answers }, {}, context).answers
}

/** Reads a decision by the rules of forms. */
export function readDecision(
  form: Form | undefined,
  given: Record<string, unknown>,
  context: FormContext,
): { decision: Answers; issues: Issue[]; unknown: string[] } {
  if (!form) return { decision: {}, issues: [], unknown: Object.keys(given) }
  const { answers: decision, issues, unknown } = readAnswers(form, given, context)
  return { decision, issues, unknown }
}

export interface DecidedRow {
  label: string
  decided: string
  /** What was requested, where that is something else. */
  requested: string
}

/** Each thing decided, beside what was requested where the two differ; what neither says anything of is left out. */
export function decidedRows(
  form: Form,
  decision: Answers,
  answers: Answers,
  context: FormContext,
): DecidedRow[] {
  const wanted = new Map(rowsOf(form, requestedDecision(form, answers, context), context))
  return rowsOf(form, decision, context)
    .map(([label, decided]) => {
      const requested = wanted.get(label) ?? ''
      return { label, decided, requested: requested === decided ? '' : requested }
    })
    .filter(({ decided, requested }) => decided !== '' || requested !== '')
}

function rowsOf(form: Form, answers: Answers, context: FormContext): [label: string, text: string][] {
  return summarise(form, answers, context).flatMap(({ rows, groups }) => [
    ...rows.map(({ label, text }): [string, string] => [label, text]),
    ...groups.map(({ label, items }): [string, string] => [
      label,
      items
        .map(({ rows: own }) =>
          own
            .map(({ text }) => text)
            .filter(Boolean)
            .join(', '),
        )
        .join('; '),
    ]),
  ])
}
