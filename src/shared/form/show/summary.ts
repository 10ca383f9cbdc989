import { type Answers, type FormContext, fieldName, itemsAt, valueAt } from '../answers.ts'
import { holds } from '../condition.ts'
import type { Form, SimpleQuestion } from '../definition.ts'
import { visibleSections } from '../visible-sections.ts'
import { showValue } from './show-value.ts'

export interface SummaryRow {
  field: string
  label: string
  /** What was answered, as people read it; empty when an optional question was left blank. */
  text: string
  sensitive: boolean
}

export interface SummarySection {
  key: string
  title: string
  rows: SummaryRow[]
  groups: { field: string; label: string; items: { title: string; rows: SummaryRow[] }[] }[]
}

/** Everything answered, section by section, for “check your answers”, the officer's view and the printed form. */
export function summarise(form: Form, answers: Answers, context: FormContext): SummarySection[] {
  return visibleSections(form, answers).map((section) => {
    const rows: SummaryRow[] = []
    const groups: SummarySection['groups'] = []
    for (const question of section.questions) {
      if (question.type !== 'group') {
        rows.push(row(question, question.key, valueAt(answers, question.key), context))
        continue
      }
      const items = itemsAt(answers, question.key).map((item, index) => ({
        title: `${question.itemLabel} ${index + 1}`,
        rows: question.questions
          .filter((own) => holds(own.condition, answers, item))
          .map((own) => row(own, `${question.key}[${index}].${own.key}`, valueAt(item, own.key), context)),
      }))
      groups.push({ field: fieldName(question.key), label: question.label, items })
    }
    return { key: section.key, title: section.title, rows, groups }
  })
}

export interface AnswerChange {
  field: string
  label: string
  before: string
  after: string
}

/** What a supplement changed, question by question; an item that came or went counts as all its answers. */
export function compareAnswers(
  form: Form,
  before: Answers,
  after: Answers,
  context: FormContext,
): AnswerChange[] {
  const old = new Map(allRows(summarise(form, before, context)).map((entry) => [entry.field, entry]))
  const now = new Map(allRows(summarise(form, after, context)).map((entry) => [entry.field, entry]))
  const changes: AnswerChange[] = []
  for (const field of new Set([...old.keys(), ...now.keys()])) {
    const was = old.get(field)
    const is = now.get(field)
    if ((was?.text ?? '') === (is?.text ?? '')) continue
    changes.push({
      field,
      label: is?.label ?? was?.label ?? '',
      before: was?.text ?? '',
      after: is?.text ?? '',
    })
  }
  return changes
}

function allRows(sections: readonly SummarySection[]): SummaryRow[] {
  return sections.flatMap((section) => [
    ...section.rows,
    ...section.groups.flatMap((group) =>
      group.items.flatMap((item) =>
        item.rows.map((entry) => ({ ...entry, label: `${item.title}: ${entry.label}` })),
      ),
    ),
  ])
}

function row(question: SimpleQuestion, path: string, value: unknown, context: FormContext): SummaryRow {
  return {
    field: fieldName(path),
    label: question.label,
    text: showValue(question, value, context),
    sensitive: question.sensitive,
  }
}
