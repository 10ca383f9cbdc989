/** Posted fields, sorted by the questions they belong to. */
import type { Form, GroupQuestion, SimpleQuestion } from '../definition.ts'
import { longest, partsOf, type Typed } from './reading.ts'

export type Field = readonly [name: string, value: string]

const mostFields = 3000

export interface Gathered {
  /** By path, the group's items by `group[0].key`, renumbered. */
  values: Map<string, Typed>
  items: Map<string, number>
  unknown: string[]
}

export function* limited(fields: Iterable<Field>): Generator<Field> {
  let count = 0
  for (const [name, value] of fields) {
    count += 1
    if (count > mostFields) return
    yield [
      String(name)
        .slice(0, 300)
        .replace(/^answers\./, ''),
      String(value),
    ]
  }
}

/** The key of the question a field belongs to, or '' when the form has none such. */
export function questionKey(form: Form, name: string): string {
  const bare = name.replace(/^answers\./, '')
  for (const section of form.sections) {
    for (const question of section.questions) {
      if (
        question.type === 'group' ? bare.startsWith(`${question.key}[`) : isOwn(question, question.key, bare)
      ) {
        return question.key
      }
    }
  }
  return ''
}

function isOwn(question: SimpleQuestion, path: string, name: string): boolean {
  return name === path || partsOf(question.type).some((part) => name === `${path}.${part}`)
}

export function gather(form: Form, fields: Iterable<Field>): Gathered {
  const simple = new Map<string, string>()
  const groups = new Map<string, GroupQuestion>()
  for (const section of form.sections) {
    for (const question of section.questions) {
      if (question.type === 'group') groups.set(question.key, question)
      else for (const name of namesOf(question, question.key)) simple.set(name, question.key)
    }
  }
  const values = new Map<string, Typed>()
  const unknown: string[] = []
  const rows = new Map<string, Map<number, [string, string, string][]>>()
  for (const [name, raw] of limited(fields)) {
    const value = raw.slice(0, longest)
    const path = simple.get(name)
    if (path !== undefined) {
      addTyped(values, path, name, value)
      continue
    }
    const row = /^([A-Za-z0-9.]+)\[(\d{1,2})\]\.(.+)$/.exec(name)
    const group = row?.[1] === undefined ? undefined : groups.get(row[1])
    const own = group?.questions.find((question) => isOwn(question, question.key, row?.[3] ?? ''))
    if (row?.[1] === undefined || row[3] === undefined || group === undefined || own === undefined) {
      if (unknown.length < 20) unknown.push(name)
      continue
    }
    const byIndex = rows.get(group.key) ?? new Map<number, [string, string, string][]>()
    rows.set(group.key, byIndex)
    const cells = byIndex.get(Number(row[2])) ?? []
    byIndex.set(Number(row[2]), cells)
    cells.push([own.key, row[3], value])
  }
  const items = new Map<string, number>()
  for (const [key, byIndex] of rows) {
    // Rows left wholly blank are not items: a page without script always offers one row too many.
    const filled = [...byIndex.entries()]
      .sort(([one], [other]) => one - other)
      .filter(([, cells]) => cells.some(([, , value]) => value.trim() !== ''))
    items.set(key, filled.length)
    filled.forEach(([, cells], index) => {
      for (const [own, rest, value] of cells)
        addTyped(values, `${key}[${index}].${own}`, `${key}[${index}].${rest}`, value)
    })
  }
  return { values, items, unknown }
}

function namesOf(question: SimpleQuestion, path: string): string[] {
  return [path, ...partsOf(question.type).map((part) => `${path}.${part}`)]
}

function addTyped(values: Map<string, Typed>, path: string, name: string, value: string): void {
  const typed = values.get(path) ?? { values: [], parts: {} }
  values.set(path, typed)
  if (name === path) {
    if (typed.values.length < 60) typed.values.push(value)
  } else typed.parts[name.slice(path.length + 1)] = value
}
