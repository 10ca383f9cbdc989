import { withinSentence } from '../../address.ts'
import { vi } from '../../messages/vi.ts'
import { type Answers, type FormContext, itemsAt, valueAt } from '../answers.ts'
import { holds } from '../condition.ts'
import type { Form, Rule, SimpleQuestion } from '../definition.ts'
import { showValue } from './show-value.ts'

/** A block of a result's text. `{{answers.child.fullName}}` and `{{dossier.code}}` stand for values. */
export type TextBlock =
  | { kind: 'basis' | 'heading' | 'paragraph'; text: string; condition?: Rule | undefined }
  | { kind: 'article'; title: string; text: string; condition?: Rule | undefined }
  | {
      kind: 'fields'
      rows: { label: string; value: string; condition?: Rule | undefined }[]
      condition?: Rule | undefined
    }
  | {
      kind: 'table'
      each: string
      columns: { title: string; value: string }[]
      condition?: Rule | undefined
    }

export type FilledBlock =
  | { kind: 'basis' | 'heading' | 'paragraph'; text: string }
  | { kind: 'article'; title: string; text: string }
  | { kind: 'fields'; rows: { label: string; value: string }[] }
  | { kind: 'table'; columns: string[]; rows: string[][] }

/**
 * Fills a result's text. Answers are written as people read them (dates, names of communes, chosen words); other
 * values come from `facts` by path; `|lower` begins the value with a small letter, for the middle of a sentence, where a
 * commune's kind does so by itself.
 * A value that is missing prints as a dotted line, never as code.
 */
export function fillTemplate(
  blocks: readonly TextBlock[],
  form: Form,
  answers: Answers,
  facts: unknown,
  context: FormContext,
): FilledBlock[] {
  const fill = filler(form, answers, facts, context)
  return blocks
    .filter((block) => holds(block.condition, answers))
    .map((block): FilledBlock => {
      if (block.kind === 'fields') {
        const rows = block.rows.filter((row) => holds(row.condition, answers))
        return { kind: 'fields', rows: rows.map((row) => ({ label: row.label, value: fill(row.value) })) }
      }
      if (block.kind === 'table') {
        const rows = itemsAt(answers, block.each).map((item, index) =>
          block.columns.map((column) => fill(column.value, { group: block.each, item, index })),
        )
        return { kind: 'table', columns: block.columns.map((column) => column.title), rows }
      }
      if (block.kind === 'article')
        return { kind: 'article', title: fill(block.title), text: fill(block.text) }
      return { kind: block.kind, text: fill(block.text) }
    })
}

/** Fills one line, such as a result's subject, by the rules of `fillTemplate`. */
export function fillLine(
  line: string,
  form: Form,
  answers: Answers,
  facts: unknown,
  context: FormContext,
): string {
  return filler(form, answers, facts, context)(line)
}

interface Row {
  group: string
  item: Answers
  index: number
}

function filler(form: Form, answers: Answers, facts: unknown, context: FormContext) {
  const questions = new Map<string, SimpleQuestion>()
  for (const question of form.sections.flatMap((section) => section.questions)) {
    if (question.type !== 'group') questions.set(question.key, question)
    else for (const own of question.questions) questions.set(`${question.key}.item.${own.key}`, own)
  }
  const wordsOf = (path: string, row: Row | undefined): string => {
    if (path === 'item.number') return String((row?.index ?? 0) + 1)
    if (path.startsWith('item.')) {
      const key = path.slice('item.'.length)
      return show(questions.get(`${row?.group}.item.${key}`), valueAt(row?.item, key), context)
    }
    if (!path.startsWith('answers.')) return plain(valueAt(facts, path))
    const key = path.slice('answers.'.length)
    return show(questions.get(key), valueAt(answers, key), context)
  }
  return (text: string, row?: Row): string =>
    text.replace(placeholder, (_whole, path: string, lower: string | undefined, offset: number) => {
      const shown = wordsOf(path, row)
      if (shown === '') return '…………'
      if (lower !== undefined) return shown.charAt(0).toLocaleLowerCase('vi') + shown.slice(1)
      return offset === 0 ? shown : withinSentence(shown)
    })
}

const placeholder = /\{\{([a-zA-Z0-9.]+)(\|lower)?\}\}/g

/** Every placeholder of these blocks, for checking a definition before it is loaded. */
export function placeholdersOf(blocks: readonly TextBlock[]): { path: string; each: string | undefined }[] {
  const found: { path: string; each: string | undefined }[] = []
  const look = (text: string, each?: string) => {
    for (const match of text.matchAll(/\{\{([^}]*)\}\}/g)) {
      found.push({ path: (match[1] ?? '').replace(/\|lower$/, ''), each })
    }
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
  return question === undefined ? plain(value) : showValue(question, value, context, vi)
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
