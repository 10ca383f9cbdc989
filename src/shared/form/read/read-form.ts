import { m } from '../../messages/index.ts'
import { type Answers, type AnswerValue, type FormContext, fieldName, type Issue, putAt } from '../answers.ts'
import { holds } from '../condition.ts'
import type { Form, GroupQuestion, SimpleQuestion } from '../definition.ts'
import { flattenAnswers } from './flatten.ts'
import { type Field, type Gathered, gather, limited, questionKey } from './gather-fields.ts'
import { readValue } from './read-value.ts'

/** What a posted form, a stored draft or a JSON body says, once read against the questions. */
export interface FormReading {
  answers: Answers
  issues: Issue[]
  /** What was typed, by field name, so that a page can give it back; items of groups are renumbered from 0. */
  typed: Record<string, string[]>
  /** Fields that the form does not have. A page ignores none of them: they are refused by name. */
  unknown: string[]
}

/** Reads fields `answers.child.fullName`, `answers.members[0].name` into typed answers. Never throws. */
export function readFields(form: Form, fields: Iterable<Field>, world: FormContext): FormReading {
  const context = { ...world, labelOf: (key: string) => labelIn(form, key) }
  const gathered = gather(form, fields)
  const answers: Answers = {}
  const issues: Issue[] = []
  const typed: Record<string, string[]> = {}
  for (const section of form.sections) {
    if (!holds(section.condition, answers)) continue
    for (const question of section.questions) {
      if (!holds(question.condition, answers)) continue
      if (question.type === 'group') readGroup(question, gathered, answers, issues, typed, context)
      else readSimple(question, question.key, gathered, answers, answers, undefined, issues, typed, context)
    }
  }
  return { answers, issues, typed, unknown: gathered.unknown }
}

function labelIn({ sections }: Form, key: string): string | undefined {
  const questions = sections.flatMap(({ questions }) => questions)
  return questions
    .flatMap((question) => (question.type === 'group' ? [question, ...question.questions] : [question]))
    .find((question) => question.key === key)?.label
}

/** Reads a JSON body of answers by the same rules as a posted form. Never throws. */
export function readAnswers(form: Form, answers: unknown, context: FormContext): FormReading {
  const { fields, unknown } = flattenAnswers(form, answers)
  const reading = readFields(form, fields, context)
  return { ...reading, unknown: [...unknown, ...reading.unknown] }
}

/**
 * Reads one section's page on top of the stored draft. The issues are those of this section only; answers of
 * questions that the new answers hide are gone from the result.
 */
export function readSection(
  form: Form,
  sectionKey: string,
  fields: Iterable<Field>,
  stored: Answers,
  context: FormContext,
): FormReading {
  const section = form.sections.find((candidate) => candidate.key === sectionKey)
  if (section === undefined) return { answers: stored, issues: [], typed: {}, unknown: [sectionKey] }
  const own = new Set(section.questions.map((question) => question.key))
  const posted = [...limited(fields)]
  const others = flattenAnswers(form, stored).fields.filter(([name]) => !own.has(questionKey(form, name)))
  const foreign = posted.filter(([name]) => !own.has(questionKey(form, name))).map(([name]) => name)
  const reading = readFields(
    form,
    [...others, ...posted.filter(([name]) => own.has(questionKey(form, name)))],
    context,
  )
  const names = [...own].map(fieldName)
  const mine = (field: string) => names.some((name) => isWithin(field, name))
  return {
    answers: reading.answers,
    issues: reading.issues.filter((issue) => mine(issue.field)),
    typed: Object.fromEntries(Object.entries(reading.typed).filter(([name]) => mine(name))),
    unknown: [...new Set([...foreign, ...reading.unknown])],
  }
}

function isWithin(field: string, name: string): boolean {
  return field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`)
}

function readGroup(
  group: GroupQuestion,
  gathered: Gathered,
  answers: Answers,
  issues: Issue[],
  typed: Record<string, string[]>,
  context: FormContext,
): void {
  const count = gathered.items.get(group.key) ?? 0
  if (count > group.maxItems) {
    issues.push(
      issue(
        group,
        group.key,
        'too_many',
        m.form.tooManyItems(group.maxItems, group.itemLabel, count - group.maxItems),
      ),
    )
  }
  const fewest = group.required ? Math.max(group.minItems, 1) : group.minItems
  if (count < fewest) {
    issues.push(issue(group, group.key, 'too_few', m.form.tooFewItems(fewest, group.itemLabel)))
  }
  const items: Answers[] = []
  for (let index = 0; index < Math.min(count, group.maxItems); index += 1) {
    const item: Answers = {}
    for (const question of group.questions) {
      if (!holds(question.condition, answers, item)) continue
      const path = `${group.key}[${index}].${question.key}`
      readSimple(
        question,
        path,
        gathered,
        answers,
        item,
        { key: question.key, index: index + 1 },
        issues,
        typed,
        context,
      )
    }
    items.push(item)
  }
  if (items.length > 0) putAt(answers, group.key, items)
}

function readSimple(
  question: SimpleQuestion,
  path: string,
  gathered: Gathered,
  answers: Answers,
  target: Answers,
  item: { key: string; index: number } | undefined,
  issues: Issue[],
  typed: Record<string, string[]>,
  context: FormContext,
): void {
  const found = gathered.values.get(path) ?? { values: [], parts: {} }
  if (found.values.length > 0) typed[fieldName(path)] = found.values
  for (const [part, value] of Object.entries(found.parts)) typed[fieldName(`${path}.${part}`)] = [value]
  // Within a group, `bornOn` and `sex` that a number must agree with are the item's own.
  const around = item === undefined ? answers : { ...answers, ...target, item: target }
  const reading = readValue(question, found, around, context)
  if (reading === 'empty') {
    if (question.required) issues.push(issue(question, path, 'missing', missingText(question)))
  } else if ('problem' in reading) {
    issues.push(issue(question, path, reading.code, reading.problem))
  } else {
    putAt(target, item?.key ?? question.key, reading.value as AnswerValue)
  }
}

function issue(question: { label: string }, path: string, code: string, message: string): Issue {
  return { field: fieldName(path), label: question.label, code, message }
}

function missingText({ type }: { type: string }): string {
  const words: Record<string, string> = m.form.missing
  return words[type === 'yesNo' ? 'choice' : type] ?? m.form.missing.text
}
