import { withinSentence } from '../../address.ts'
import { vi } from '../../messages/vi.ts'
import { type Answers, elsewhere, type FormContext, itemsAt, valueAt } from '../answers.ts'
import { holds } from '../condition.ts'
import type { Form, Question, Rule, SimpleQuestion } from '../definition.ts'
import { inWords } from './in-words.ts'
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

/** What a text is filled from. */
export interface Source {
  form: Form
  answers: Answers
  /** What the specialist decides, and the questions they answer it to. */
  decision?: { questions: readonly Question[]; answers: Answers } | undefined
  /** Everything else, by path: `dossier.code`. */
  facts: unknown
  /** What conditions read beside the answers: `filing`, `today`. */
  about?: Answers
  context: FormContext
  /** The words under which a missing fact is asked for: `decision.note` as the service calls it. */
  labels?: Record<string, string>
}

/** Fills texts from one source and remembers what was missing. */
export interface Filler {
  /** The labels of what had no value where one was needed. */
  readonly missing: ReadonlySet<string>
  line(text: string): string
  blocks(blocks: readonly TextBlock[]): FilledBlock[]
  /** A text that stays empty as a whole where nothing of it has a value; nothing of it counts as missing then. */
  optional(text: string): string
  holds(condition: Rule | undefined): boolean
  /** The rows of a group, each column filled; the cell is empty where nothing of it has a value. */
  rows(each: string, columns: readonly string[]): string[][]
}

/**
 * Fills a result's text. Answers are written as people read them (dates, names of communes, chosen words); other values come
 * from `facts` by path. What follows a bar says how: `|lower` begins with a small letter, for the middle of a sentence, where a
 * commune's kind does so by itself; `|capitals`; `|words` a day, number or amount in words; `|year` of a day; `|place` the
 * commune of an address. `{{signing.on}}`, `{{signing.month}}` and, in a further paper, `{{result.number}}`,
 * `{{result.on}}` are known only when it is signed and are filled then (`fillLate`).
 * A value that is missing prints as a dotted line and is among `missing`.
 */
export function createFiller(source: Source): Filler {
  const { answers, decision, about, context } = source
  const missing = new Set<string>()
  const questions = questionsOf(source)
  const world: Answers = { ...answers, ...about, ...(decision && { decision: decision.answers }) }

  const itemsOf = (each: string): Answers[] =>
    each.startsWith('decision.')
      ? itemsAt(decision?.answers ?? {}, each.slice('decision.'.length))
      : itemsAt(answers, each)

  const readValue = (path: string, row: Row | undefined): { value: unknown; asked?: Asked | undefined } => {
    if (path === 'item.number') return { value: (row?.index ?? 0) + 1 }
    if (path.startsWith('item.'))
      return { value: valueAt(row?.item, path.slice(5)), asked: questions.get(`${row?.group}.${path}`) }
    if (path.startsWith('answers.')) {
      const key = path.slice('answers.'.length)
      return { value: valueAt(answers, key), asked: questions.get(key) }
    }
    const asked = questions.get(path)
    if (asked) return { value: valueAt(decision?.answers, path.slice('decision.'.length)), asked }
    return { value: valueAt(source.facts, path) }
  }

  const fill = (text: string, row?: Row): { filled: string; lacks: string[]; says: boolean } => {
    const lacks: string[] = []
    let says = false
    const filled = text.replace(placeholder, (whole, path: string, ways: string, offset: number) => {
      if (late.test(path)) {
        says = true
        return whole
      }
      const { value, asked } = readValue(path, row)
      const shown = write(value, asked?.question, ways, context)
      if (shown === '') {
        lacks.push(asked?.name ?? source.labels?.[path] ?? path)
        return blank
      }
      says = true
      return (offset === 0 ? shown : withinSentence(shown)).replaceAll('{{', '{ {')
    })
    return { filled, lacks, says }
  }

  const line = (text: string, row?: Row): string => {
    const { filled, lacks } = fill(text, row)
    for (const lacking of lacks) missing.add(lacking)
    return filled
  }
  const optional = (text: string, row?: Row): string => {
    const { filled, lacks, says } = fill(text, row)
    if (lacks.length > 0 && !says) return ''
    for (const lacking of lacks) missing.add(lacking)
    return filled
  }

  const rows = (each: string, columns: readonly string[], cell: typeof line): string[][] =>
    itemsOf(each).map((item, index) => columns.map((column) => cell(column, { group: each, item, index })))

  const isSo = (condition: Rule | undefined) => holds(condition, world)

  return {
    missing,
    line: (text) => line(text),
    optional: (text) => optional(text),
    holds: isSo,
    rows: (each, columns) => rows(each, columns, optional),
    blocks: (blocks) =>
      blocks
        .filter(({ condition }) => isSo(condition))
        .map((block): FilledBlock => {
          if (block.kind === 'fields') {
            const held = block.rows.filter(({ condition }) => isSo(condition))
            return {
              kind: 'fields',
              rows: held.map(({ label, value }) => ({ label, value: line(value) })),
            }
          }
          if (block.kind === 'table') {
            return {
              kind: 'table',
              columns: block.columns.map(({ title }) => title),
              rows: rows(
                block.each,
                block.columns.map(({ value }) => value),
                line,
              ),
            }
          }
          if (block.kind === 'article')
            return { kind: 'article', title: line(block.title), text: line(block.text) }
          return { kind: block.kind, text: line(block.text) }
        }),
  }
}

/** What only signing tells: filled into every text of a paper when its day and number are known. */
export interface LateFacts {
  signing: { on: string; month: string }
  /** Number and symbol, and day, of the result this paper was signed with. */
  result: { number: string; on: string }
}

/** Fills what `createFiller` left to the moment of signing, in any text of a document's content. */
export function fillLate<Content>(content: Content, facts: LateFacts): Content {
  if (typeof content === 'string') {
    return content.replace(placeholder, (whole, path: string, ways: string) =>
      late.test(path) ? write(valueAt(facts, path), undefined, ways) || blank : whole,
    ) as Content
  }
  if (Array.isArray(content)) return content.map((part) => fillLate(part, facts)) as Content
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(
    Object.entries(content).map(([key, part]) => [key, fillLate(part, facts)]),
  ) as Content
}

const blank = '…………'
const late = /^(?:signing\.(?:on|month)|result\.(?:number|on))$/
const placeholder = /\{\{([a-zA-Z0-9.]+)((?:\|(?:lower|capitals|words|year|place))*)\}\}/g

interface Row {
  group: string
  item: Answers
  index: number
}

interface Asked {
  question: SimpleQuestion
  /** What it is called where it is missed: two people have a birth date each. */
  name: string
}

/** Every question that a placeholder can name, by the path it names it with. */
function questionsOf({ form, decision }: Pick<Source, 'form' | 'decision'>): Map<string, Asked> {
  const questions = new Map<string, Asked>()
  const add = (question: Question, before: string, of: string) => {
    const path = `${before}${question.key}`
    if (question.type !== 'group') questions.set(path, { question, name: `${question.label}${of}` })
    else
      for (const own of question.questions)
        questions.set(`${path}.item.${own.key}`, { question: own, name: `${own.label} (${question.label})` })
  }
  for (const section of form.sections)
    for (const question of section.questions) add(question, '', ` (${section.title})`)
  for (const question of decision?.questions ?? []) add(question, 'decision.', '')
  return questions
}

function write(
  value: unknown,
  question: SimpleQuestion | undefined,
  ways: string,
  context?: FormContext,
): string {
  let shown = question === undefined || !context ? plain(value) : showValue(question, value, context, vi)
  for (const way of ways.split('|').slice(1)) {
    if (shown === '') return ''
    if (way === 'words') shown = inWords(value, question) ?? ''
    if (way === 'year') shown = yearOf(value)
    if (way === 'place') shown = placeOf(value, shown, context)
    if (way === 'capitals') shown = shown.toLocaleUpperCase('vi')
    if (way === 'lower') shown = shown.charAt(0).toLocaleLowerCase('vi') + shown.slice(1)
  }
  return shown
}

function yearOf(value: unknown): string {
  return /^(\d{4})-\d{2}-\d{2}$/.exec(plain(value))?.[1] ?? /\d{4}$/.exec(plain(value))?.[0] ?? ''
}

/** Only the levels of an address: `Phường Thuận Hóa, thành phố Huế`. One that stands in no list stays as it was written. */
function placeOf(value: unknown, shown: string, context: FormContext | undefined): string {
  const unit = valueAt(value, 'unit')
  if (typeof unit !== 'string' || unit === elsewhere) return shown
  return context?.placeName?.(unit) ?? context?.unitName?.(unit) ?? shown
}

/** Every placeholder of these texts, for checking a definition before it is loaded. */
export function placeholdersOf(
  texts: readonly { text: string; each?: string }[],
): { path: string; each: string | undefined; ways: string[] }[] {
  return texts.flatMap(({ text, each }) =>
    [...text.matchAll(/\{\{([^}]*)\}\}/g)].map(([, inner = '']) => {
      const [path = '', ...ways] = inner.split('|')
      return { path, each, ways }
    }),
  )
}

/** The texts of blocks, each with the group whose rows it fills. */
export function textsOf(blocks: readonly TextBlock[]): { text: string; each?: string }[] {
  return blocks.flatMap((block): { text: string; each?: string }[] => {
    if (block.kind === 'fields') return block.rows.map(({ value }) => ({ text: value }))
    if (block.kind === 'table') return block.columns.map(({ value }) => ({ text: value, each: block.each }))
    if (block.kind === 'article') return [{ text: block.title }, { text: block.text }]
    return [{ text: block.text }]
  })
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
