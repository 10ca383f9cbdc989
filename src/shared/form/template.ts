import { type Answers, type FormContext, itemsAt, valueAt } from './answers.ts'
import { holds } from './condition.ts'
import type { Condition, Form, SimpleQuestion } from './definition.ts'
import { showValue } from './show-value.ts'

/** A block of a result's text. `{{answers.child.fullName}}` and `{{dossier.code}}` stand for values. */
export type TextBlock =
  | { kind: 'basis' | 'heading' | 'paragraph'; text: string; condition?: Condition | undefined }
  | { kind: 'article'; title: string; text: string; condition?: Condition | undefined }
  | {
      kind: 'fields'
      rows: { label: string; value: string; condition?: Condition | undefined }[]
      condition?: Condition | undefined
    }
  | {
      kind: 'table'
      each: string
      columns: { title: string; value: string }[]
      condition?: Condition | undefined
    }

export type FilledBlock =
  | { kind: 'basis' | 'heading' | 'paragraph'; text: string }
  | { kind: 'article'; title: string; text: string }
  | { kind: 'fields'; rows: { label: string; value: string }[] }
  | { kind: 'table'; columns: string[]; rows: string[][] }

/**
 * Fills a result's text. Answers are written as people read them (dates, names of communes, chosen words); other
 * values come from `facts` by path. A value that is missing prints as a dotted line, never as code.
 */
export function fillTemplate(
  blocks: readonly TextBlock[],
  form: Form,
  answers: Answers,
  facts: unknown,
  context: FormContext,
): FilledBlock[] {
  const questions = new Map<string, SimpleQuestion>()
  for (const question of form.sections.flatMap((section) => section.questions)) {
    if (question.type !== 'group') questions.set(question.key, question)
    else for (const own of question.questions) questions.set(`${question.key}.item.${own.key}`, own)
  }
  const fill = (text: string, group?: string, item?: Answers, index?: number): string =>
    text.replace(/\{\{([a-zA-Z0-9.]+)\}\}/g, (_whole, path: string) => {
      if (path === 'item.number') return String((index ?? 0) + 1)
      const shown = path.startsWith('item.')
        ? show(questions.get(`${group}.item.${path.slice(5)}`), valueAt(item, path.slice(5)), context)
        : path.startsWith('answers.')
          ? show(questions.get(path.slice(8)), valueAt(answers, path.slice(8)), context)
          : plain(valueAt(facts, path))
      return shown === '' ? '…………' : shown
    })
  return blocks
    .filter((block) => holds(block.condition, answers))
    .map((block): FilledBlock => {
      if (block.kind === 'fields') {
        const rows = block.rows.filter((row) => holds(row.condition, answers))
        return { kind: 'fields', rows: rows.map((row) => ({ label: row.label, value: fill(row.value) })) }
      }
      if (block.kind === 'table') {
        const rows = itemsAt(answers, block.each).map((item, index) =>
          block.columns.map((column) => fill(column.value, block.each, item, index)),
        )
        return { kind: 'table', columns: block.columns.map((column) => column.title), rows }
      }
      if (block.kind === 'article')
        return { kind: 'article', title: fill(block.title), text: fill(block.text) }
      return { kind: block.kind, text: fill(block.text) }
    })
}

/** Every placeholder of these blocks, for checking a definition before it is loaded. */
export function placeholdersOf(blocks: readonly TextBlock[]): { path: string; each: string | undefined }[] {
  const found: { path: string; each: string | undefined }[] = []
  const look = (text: string, each?: string) => {
    for (const match of text.matchAll(/\{\{([^}]*)\}\}/g)) found.push({ path: match[1] ?? '', each })
  }
  for (const block of blocks) {
    if (block.kind === 'fields') for (const row of block.rows) look(row.value)
    else if (block.kind === 'table') for (const column of block.columns) look(column.value, block.each)
    else {
      look(block.text)
      if (block.kind === 'article') look(block.title)
    }
  }
  return found
}

function show(question: SimpleQuestion | undefined, value: unknown, context: FormContext): string {
  return question === undefined ? plain(value) : showValue(question, value, context)
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
