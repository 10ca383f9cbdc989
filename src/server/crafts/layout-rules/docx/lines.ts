/** The lines that are drawn under words: as shapes, as underlining, or as borders of paragraphs. */
import { widthOf } from '#server/crafts/fonts/text-width.ts'
import { type Paragraph, type Role, type Run, textOf } from '../model.ts'
import type { RawParagraph } from './read-body.ts'
import type { Looks } from './styles.ts'

export type Lettered = Run & { underlined?: boolean }

type Lined = Pick<Paragraph, 'runs' | 'line'> & { raw: RawParagraph; room: number }

/** How wide a border of it is, in points: its cell or the page between its indents. */
export function roomOf({ cell }: RawParagraph, { left = 0, right = 0 }: Looks, width: number): number {
  return Math.max(0, (cell?.room ?? width) - (left + right) / 20)
}

/**
 * As a part of the words above it: drawn, or underlined, or as the border of the paragraph. Null where there is none, undefined where it
 * stands under words that are wider than their `room`: where these break nobody knows.
 */
export function lineOf(
  raw: RawParagraph,
  looks: Looks,
  runs: readonly Lettered[],
  room: number,
): number | null | undefined {
  const words = runs.map((run) => ({ ...run, text: run.text.trim() }))
  const whole = widthOf(words)
  if (raw.lines.length > 1) return undefined
  const [drawn] = raw.lines
  // In points, until it is known which words it stands under.
  if (whole === 0) return drawn ?? (looks.hasTop || looks.hasBottom ? room : null)
  if (drawn !== undefined) return partOf(drawn, runs, room)
  const underlined = widthOf(words.filter((run) => run.underlined))
  if (underlined > 0) return underlined / whole
  return looks.hasBottom ? partOf(room, runs, room) : null
}

function partOf(line: number, words: readonly Run[], room: number): number | undefined {
  const width = lastLine(words)
  return width > room ? undefined : line / width
}

/** Of what is broken by hand, the words beneath which a line stands. */
function lastLine(runs: readonly Run[]): number {
  const all = runs.map(({ text }) => text).join('')
  const from = all.trimEnd().lastIndexOf('\n') + 1
  let at = 0
  const last: Run[] = []
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - at))
    if (at + run.text.length > from) last.push({ ...run, text: text.trim() })
    at += run.text.length
  }
  return widthOf(last) || 1
}

const lined: ReadonlySet<Role | undefined> = new Set<Role>(['motto', 'organ', 'subject'])
/** Paragraphs of a head, empty ones among them. */
const longestHead = 60

/**
 * A line is kept with whatever words its writer stood in, and may lie under others: where one is with words that have none, or two
 * are with the same, whoever seems to have none may have that one.
 */
export function forgiveLines(paragraphs: readonly (Lined & Pick<Paragraph, 'role'>)[]): void {
  const head = paragraphs.slice(0, longestHead)
  let above: (typeof head)[number] | undefined
  const isLoose = head.some((one) => {
    if (textOf(one).trim() !== '') above = one
    const isOwn = lined.has(above?.role) && above?.raw.cell?.key === one.raw.cell?.key
    return one.raw.lines.length > (isOwn ? 1 : 0)
  })
  for (const one of head) {
    const isShared = head.some(({ role, raw }) => role === one.role && raw.lines.length > 0)
    if (lined.has(one.role) && one.line === null && (isLoose || isShared)) one.line = undefined
  }
}

/** A line that stands in an empty paragraph is that of the words above it, in the same cell. */
export function passLinesUp(paragraphs: readonly Lined[]): void {
  for (const [index, one] of paragraphs.entries()) {
    const before = paragraphs[index - 1]
    if (!before || textOf(one).trim() !== '' || one.line === null || one.line === undefined) continue
    if (before.raw.cell?.key !== one.raw.cell?.key || before.line !== null) continue
    before.line = textOf(before).trim() === '' ? one.line : partOf(one.line, before.runs, before.room)
  }
}
