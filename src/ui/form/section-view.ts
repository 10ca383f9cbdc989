/** What one page of a form shows, worked out before it is drawn: pure, so that server and tests agree. */
import {
  type Answers,
  type FormContext,
  fieldName,
  type Issue,
  itemsAt,
  valueAt,
} from '#shared/form/answers.ts'
import { countryCodes, countryName, ethnicities } from '#shared/form/code-lists.ts'
import { holds } from '#shared/form/condition.ts'
import type { Form, GroupQuestion, SimpleQuestion } from '#shared/form/definition.ts'
import { flattenAnswers } from '#shared/form/read/flatten.ts'
import { printValue, showValue } from '#shared/form/show/show-value.ts'
import { m } from '#shared/messages/index.ts'

export interface FieldOption {
  value: string
  label: string
  help?: string | undefined
}

export interface FieldView {
  type: SimpleQuestion['type']
  name: string
  label: string
  hint?: string | undefined
  isOptional: boolean
  issues: string[]
  values: string[]
  parts: Record<string, string>
  options: FieldOption[]
  /** Where the place asked for may be looked up by name. */
  place?: PlaceView | undefined
  unit?: string | undefined
  maxlength: number
  /** Asked because of an answer just given. */
  isNew: boolean
  /** Already held: shown with its source and carried along unseen. */
  known?: { text: string; source: string; carried: [string, string][] } | undefined
}

export interface PlaceView {
  /** The place chosen, where it is none of the province's communes. */
  chosen?: FieldOption | undefined
  /** Only the province's communes will do. */
  isWithin: boolean
  query: string
  /** What `query` found; undefined when nobody asked. */
  found?: FieldOption[] | undefined
  /** The one place found by the search just made: taken for what is meant, in sight, to be checked. */
  only?: string | undefined
}

/** By field name, what someone looked for and what was found. */
export type PlacesFound = Record<string, { query: string; found: FieldOption[]; isNew: boolean }>

export interface GroupView {
  type: 'group'
  key: string
  name: string
  label: string
  hint?: string | undefined
  itemLabel: string
  issues: string[]
  items: { title: string; fields: FieldView[] }[]
  canAdd: boolean
  canRemove: boolean
}

export type QuestionView = FieldView | GroupView

/** By field name, what was typed: `answers.child.bornOn.day` → `['30']`. */
export type Typed = Record<string, string[]>

export interface SectionState {
  /** What the answers so far are; conditions read these. */
  answers: Answers
  typed: Typed
  issues?: readonly Issue[]
  /** Rows of a group the page is to offer beside those filled in, or that must be there anyway. */
  extraRows?: Record<string, number>
  /** By field name, what the registry holds for it and where from. */
  held?: { answers: Answers; sources: Record<string, string> }
  places?: PlacesFound
  /** Answered before: what was left blank then is not filled in again. */
  isSaved?: boolean
  /** Fields where the person said that what we hold is not right. */
  opened?: readonly string[]
  /** Names the page before this one had. Without it nothing counts as new. */
  shown?: readonly string[]
}

/** Every visible question of a section, as fields ready to be drawn. */
export function viewSection(
  section: Form['sections'][number],
  state: SectionState,
  context: FormContext,
): QuestionView[] {
  return section.questions
    .filter((question) => holds(question.condition, state.answers))
    .map((question) =>
      question.type === 'group'
        ? viewGroup(question, state, context)
        : viewField(question, question.key, state, context),
    )
}

/** Stored answers as the fields of a page. */
export function typedOf(form: Form, answers: Answers): Typed {
  const typed: Typed = {}
  for (const [path, value] of flattenAnswers(form, answers).fields) {
    const name = fieldName(path)
    typed[name] = [...(typed[name] ?? []), value]
  }
  return typed
}

/** The names of the questions on a page, so that the next post can tell which it never showed. */
export function namesOf(questions: readonly QuestionView[]): string[] {
  return questions.flatMap((question) =>
    question.type === 'group'
      ? [question.name, ...question.items.flatMap(({ fields }) => fields.map(({ name }) => name))]
      : [question.name],
  )
}

function viewGroup(group: GroupQuestion, state: SectionState, context: FormContext): GroupView {
  const filled = filledRows(group.key, state)
  const fewest = Math.max(group.minItems, group.required ? 1 : 0)
  const count = Math.min(group.maxItems, Math.max(filled, fewest) + (state.extraRows?.[group.key] ?? 0))
  const answered = itemsAt(state.answers, group.key)
  const name = fieldName(group.key)
  return {
    type: 'group',
    key: group.key,
    name,
    label: group.label,
    hint: group.help,
    itemLabel: group.itemLabel,
    issues: issuesOf(name, state),
    items: Array.from({ length: count }, (_, index) => ({
      title: `${group.itemLabel} ${index + 1}`,
      fields: group.questions
        .filter((question) => holds(question.condition, state.answers, answered[index] ?? {}))
        .map((question) => viewField(question, `${group.key}[${index}].${question.key}`, state, context)),
    })),
    canAdd: count < group.maxItems,
    canRemove: count > fewest,
  }
}

function filledRows(key: string, { typed }: SectionState): number {
  const start = `${fieldName(key)}[`
  let rows = 0
  for (const name of Object.keys(typed)) {
    if (!name.startsWith(start)) continue
    rows = Math.max(rows, Number.parseInt(name.slice(start.length), 10) + 1)
  }
  return rows
}

function viewField(
  question: SimpleQuestion,
  path: string,
  state: SectionState,
  context: FormContext,
): FieldView {
  const name = fieldName(path)
  const issues = issuesOf(name, state)
  const values = state.typed[name] ?? []
  return {
    type: question.type,
    name,
    label: question.label,
    hint: question.help,
    isOptional: !question.required,
    issues,
    values,
    parts: partsFor(question, name, state.typed),
    options: optionsOf(question),
    place: placeFor(question, name, state, context),
    unit: unitOf(question),
    maxlength: longestOf(question),
    isNew: state.shown !== undefined && !state.shown.includes(name),
    known: issues.length > 0 ? undefined : knownValue(question, name, path, state, context),
  }
}

/** Shown as known while it is what we hold and nobody said that it is not right. */
function knownValue(
  question: SimpleQuestion,
  name: string,
  path: string,
  { answers, held, opened = [], typed, isSaved = false }: SectionState,
  context: FormContext,
): FieldView['known'] {
  const source = held?.sources[name]
  if (!held || source === undefined || opened.includes(name)) return undefined
  const value = valueAt(held.answers, path)
  const carried = printValue(question, name, value)
  const now = valueAt(answers, path)
  const isTyped = Object.keys(typed).some(
    (typedName) => typedName === name || typedName.startsWith(`${name}.`),
  )
  if (now === undefined ? isTyped || isSaved : JSON.stringify(now) !== JSON.stringify(value)) return undefined
  return { text: showValue(question, value, context), source, carried }
}

function partsFor(question: SimpleQuestion, name: string, typed: Typed): Record<string, string> {
  const part = (key: string): string => typed[`${name}.${key}`]?.[0] ?? ''
  if (question.type === 'address') return { unit: part('unit'), detail: part('detail') }
  if (question.type !== 'date') return {}
  const whole = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed[name]?.[0] ?? '')
  if (whole) return { day: whole[3] ?? '', month: whole[2] ?? '', year: whole[1] ?? '' }
  return { day: part('day'), month: part('month'), year: part('year') }
}

function placeFor(
  question: SimpleQuestion,
  name: string,
  { typed, places = {} }: SectionState,
  context: FormContext,
): PlaceView | undefined {
  if (question.type !== 'address' && question.type !== 'unit') return undefined
  const code = (question.type === 'unit' ? typed[name] : typed[`${name}.unit`])?.[0] ?? ''
  const isHere = code === '' || context.unitName?.(code) !== undefined
  const label = context.placeName?.(code)
  const { query = '', found, isNew = false } = places[name] ?? {}
  return {
    chosen: isHere || label === undefined ? undefined : { value: code, label },
    isWithin: question.type === 'unit' || question.within,
    query,
    found,
    only: isNew && found?.length === 1 ? found[0]?.value : undefined,
  }
}

function optionsOf(question: SimpleQuestion): FieldOption[] {
  if (question.type === 'choice' || question.type === 'multiChoice') {
    return question.options.map(({ value, label, help }) => ({ value, label, help }))
  }
  if (question.type === 'ethnicity') return ethnicities.map((value) => ({ value, label: value }))
  if (question.type === 'country') return countryCodes.map((value) => ({ value, label: countryName(value) }))
  return []
}

function unitOf(question: SimpleQuestion): string | undefined {
  const unit = question.type === 'number' ? question.unit : question.type === 'money' ? 'đồng' : undefined
  return unit === undefined ? undefined : m.form.values.unit(unit)
}

function longestOf(question: SimpleQuestion): number {
  if (question.type === 'text') return question.maxLength ?? 200
  if (question.type === 'longText') return question.maxLength ?? 2000
  return 200
}

function issuesOf(name: string, { issues = [] }: SectionState): string[] {
  return issues.filter(({ field }) => field === name).map(({ message }) => message)
}
