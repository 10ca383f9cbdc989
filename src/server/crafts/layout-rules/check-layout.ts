/** Judges a document by the rules; what a format does not show is not judged. */

import { widthOf } from '#server/crafts/fonts/text-width.ts'
import { checkFonts, checkUnicode } from './check-fonts.ts'
import { checkPageNumbers } from './check-page-numbers.ts'
import type { Finding, Found, FoundState, Judged } from './findings.ts'
import { placeOf } from './findings.ts'
import { checkForm } from './forms.ts'
import { type PageModel, type Paragraph, type Run, wordsOf } from './model.ts'
import { type Expectation, isShownBy, type Rule, rules } from './rules.ts'

export interface Judgement {
  format: PageModel['format']
  pages?: number | undefined
  unread?: number | undefined
  sheets: PageModel['sheets']
  findings: Finding[]
  /** Rules that were judged: the format shows what they are about, and the document has it. */
  judged: string[]
  /** Rules about what the document has, of which this file shows nothing. */
  unseen: Rule[]
}

/** Of one rule; the next ones are the same mistake. */
const mostOfOneRule = 20

export function checkLayout(model: PageModel): Judgement {
  const findings: Finding[] = []
  const judged: string[] = []
  const unseen: Rule[] = []
  const roles = new Set(model.paragraphs.map(({ role }) => role))
  for (const rule of rules) {
    const found = isShownBy(rule, model.format) ? judge(rule, model) : undefined
    if (found === undefined) {
      if (isAsked(rule, model, roles)) unseen.push(rule)
      continue
    }
    judged.push(rule.id)
    findings.push(...found.slice(0, mostOfOneRule).map((one) => ({ rule, ...one })))
  }
  const { format, pages, unread, sheets } = model
  return { format, pages, unread, sheets, findings, judged, unseen }
}

/** Whether a document has what a rule is about; of one page no number is asked. */
function isAsked({ on, expect }: Rule, { pages = 2 }: PageModel, roles: ReadonlySet<Rule['on']>): boolean {
  if (expect.kind === 'pageNumber') return pages > 1
  return on === undefined || roles.has(on)
}

function judge({ on, expect }: Rule, model: PageModel): Judged {
  if (expect.kind === 'paper' || expect.kind === 'margin') return judgeSheets(expect, model)
  if (expect.kind === 'pageNumber') return checkPageNumbers(expect.what, model)
  if (expect.kind === 'font') return checkFonts(model)
  if (expect.kind === 'unicode') return checkUnicode(model)
  if (expect.kind === 'colour') return checkColour(model)
  const all = model.paragraphs
  // Of a name on several lines the last has the line beneath it.
  const isLast = (at: number) => expect.kind !== 'line' || all[at + 1]?.role !== on
  const paragraphs = on ? all.filter(({ role }, at) => role === on && isLast(at)) : all
  if (expect.kind === 'present') {
    const others = model.paragraphs.filter(({ role }) => role === expect.or && role !== undefined)
    const isThere = paragraphs.length > 0 || others.length > 0
    return isThere ? [] : [{ found: { kind: 'state', state: 'missing' }, place: { page: 1 } }]
  }
  if (paragraphs.length === 0) return undefined
  if (expect.kind === 'form') {
    return checkForm(expect.form, paragraphs, model).map(({ paragraph, found }) => ({
      found: { kind: 'words', words: found.slice(0, 200) },
      place: paragraph ? placeOf(paragraph) : {},
    }))
  }
  const verdicts = paragraphs.map((paragraph) =>
    measure(expect, expect.kind === 'line' ? beneathAll(paragraph, all) : paragraph),
  )
  if (verdicts.every((verdict) => verdict === 'unseen')) return undefined
  return verdicts.flatMap((verdict, index) =>
    typeof verdict === 'object' ? [{ found: verdict, place: placeOf(paragraphs[index] as Paragraph) }] : [],
  )
}

/** Of a name in several paragraphs the line may be a part of the longest one: which the law means it does not say. */
function beneathAll(last: Paragraph, all: readonly Paragraph[]): Paragraph {
  const { line } = last
  if (typeof line !== 'number' || line <= 1 / 2) return last
  let widest = widthOf(last.runs)
  const own = widest
  for (let at = all.indexOf(last) - 1; all[at]?.role === last.role; at--) {
    widest = Math.max(widest, widthOf(all[at]?.runs ?? []))
  }
  return { ...last, line: (line * own) / widest }
}

type Verdict = 'right' | 'unseen' | Found

const state = (state: FoundState): Found => ({ kind: 'state', state })
/** Sizes and lengths are rounded by whoever writes them. */
const slack = { points: 0.26, millimetres: 0.6, indent: 0.8, lines: 0.03, part: 0.03, gap: 0.6 }

const outside = (value: number, from: number, to: number, by: number) => value < from - by || value > to + by

function measure(expect: Expectation, paragraph: Paragraph): Verdict {
  switch (expect.kind) {
    case 'size':
      return measureSize(paragraph, expect.from, expect.to)
    case 'bold':
    case 'italic':
      return measureFace(paragraph, expect.kind, expect.is)
    case 'caps': {
      const words = wordsOf(paragraph)
      if (!/\p{L}{2}/u.test(words)) return 'unseen'
      const isCaps = words === words.toLocaleUpperCase('vi')
      return isCaps === expect.is ? 'right' : state(isCaps ? 'capitals' : 'lower')
    }
    case 'align':
      if (paragraph.align === undefined) return 'unseen'
      return expect.is.includes(paragraph.align) ? 'right' : state(paragraph.align)
    case 'column':
      if (paragraph.floats) return 'unseen'
      return paragraph.column === expect.is ? 'right' : state(paragraph.column)
    case 'indent':
      return measureIndent(paragraph, expect.is)
    case 'gap': {
      const { gap } = paragraph
      if (gap === undefined) return 'unseen'
      return gap < expect.from - slack.gap ? { kind: 'points', value: gap } : 'right'
    }
    case 'spacing':
      return within(paragraph.lineSpacing, expect.from, expect.to, 'lines')
    case 'line':
      if (paragraph.line === null) return state('missing')
      return within(paragraph.line, expect.from, expect.to, 'part')
    default:
      return 'unseen'
  }
}

/** In a PDF it is seen by the edges of letters, which stand beside their places a little. */
function measureIndent({ indent }: Paragraph, is: readonly number[]): Verdict {
  if (indent === undefined) return 'unseen'
  const isRight = is.some((one) => Math.abs(indent - one) <= slack.indent)
  return isRight ? 'right' : { kind: 'millimetres', value: indent }
}

function within(value: number | undefined | null, from: number, to: number, kind: 'lines' | 'part'): Verdict {
  if (value === undefined || value === null) return 'unseen'
  return outside(value, from, to, slack[kind]) ? { kind, value } : 'right'
}

const hasLetters = ({ text }: Run) => /[\p{L}\d]/u.test(text)

function measureSize({ runs }: Paragraph, from: number, to: number): Verdict {
  const seen = runs.filter((run) => run.size !== undefined && hasLetters(run))
  if (seen.length === 0) return 'unseen'
  // Raised and lowered letters are smaller, and few.
  const other = seen.filter(({ size = from }) => outside(size, from, to, slack.points))
  const weight = (some: readonly Run[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  if (other.length === 0 || weight(other) * 10 < weight(seen)) return 'right'
  const most = other.toSorted((one, next) => next.text.length - one.text.length)[0]
  return { kind: 'points', value: most?.size ?? 0 }
}

function measureFace({ runs }: Paragraph, face: 'bold' | 'italic', is: boolean): Verdict {
  const seen = runs.filter((run) => run[face] !== undefined && hasLetters(run))
  if (seen.length === 0) return 'unseen'
  const all = seen.reduce((sum, { text }) => sum + text.length, 0)
  const so = seen.filter((run) => run[face]).reduce((sum, { text }) => sum + text.length, 0)
  if (is ? so >= all * 0.9 : so <= all * 0.5) return 'right'
  return state(face === 'bold' ? (is ? 'light' : 'bold') : is ? 'upright' : 'italic')
}

function judgeSheets(
  expect: Extract<Expectation, { kind: 'paper' | 'margin' }>,
  { sheets }: PageModel,
): Judged {
  const found: NonNullable<Judged> = []
  let isSeen = false
  for (const { page, width, height, margins } of sheets) {
    const place = { page }
    if (expect.kind === 'paper') {
      isSeen = true
      const [short, long] = [Math.min(width, height), Math.max(width, height)]
      if (outside(short, expect.width, expect.width, 1) || outside(long, expect.height, expect.height, 1)) {
        found.push({ found: { kind: 'paper', width, height }, place })
      }
      continue
    }
    const value = margins?.[expect.side]
    // Tables lie across the paper.
    if (value === undefined || width > height) continue
    isSeen = true
    if (outside(value, expect.from, expect.to, slack.millimetres)) {
      found.push({ found: { kind: 'millimetres', value }, place })
    }
  }
  return isSeen ? found : undefined
}

/** Black, but for the marks of secrecy and urgency (mục III.2). */
function checkColour({ paragraphs }: PageModel): Judged {
  let isSeen = false
  const found: NonNullable<Judged> = []
  for (const paragraph of paragraphs) {
    if (paragraph.role === 'mark') continue
    const runs = paragraph.runs.filter((run) => run.colour !== undefined && hasLetters(run))
    if (runs.length > 0) isSeen = true
    const other = runs.find(({ colour = 'auto' }) => colour !== 'auto' && !isBlack(colour))
    if (other) found.push({ found: { kind: 'words', words: `#${other.colour}` }, place: placeOf(paragraph) })
  }
  return isSeen ? found : undefined
}

/** Nearly: printers and converters write black in their own colours. */
function isBlack(colour: string): boolean {
  const parts = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return parts.every((part) => part <= 0x28)
}
