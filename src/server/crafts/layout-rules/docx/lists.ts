/** The numbers that a DOCX counts by itself. */
import { pointLetter, roman } from '#shared/document/numbering.ts'
import { type Looks, readLooks } from './styles.ts'
import { attributeOf, child, children, type Node, numberOf } from './tree.ts'

interface Level {
  start: number
  format: string
  text: string
  looks: Looks
  properties: Node | undefined
}

export interface Lists {
  /** The next number of this list, as it is printed; empty where it prints none. */
  next(list: {
    id: string
    level: number
  }): { text: string; looks: Looks; properties: Node | undefined } | undefined
}

const levels = 9

export function readLists(root: Node | undefined): Lists {
  const abstract = new Map(
    children(root, 'w:abstractNum').map((one) => [attributeOf(one, 'w:abstractNumId') ?? '', one]),
  )
  const lists = new Map(
    children(root, 'w:num').map((one) => [
      attributeOf(one, 'w:numId') ?? '',
      attributeOf(child(one, 'w:abstractNumId')) ?? '',
    ]),
  )
  const begins = new Map(
    children(root, 'w:num').map((one) => [attributeOf(one, 'w:numId') ?? '', startsOf(one)]),
  )
  const counts = new Map<string, number[]>()
  return {
    next({ id, level }) {
      const key = lists.get(id)
      const found = key === undefined ? undefined : abstract.get(key)
      if (!found || key === undefined || level < 0 || level >= levels) return undefined
      const all = Array.from({ length: levels }, (_, at) =>
        readLevel(children(found, 'w:lvl').find((one) => attributeOf(one, 'w:ilvl') === String(at))),
      )
      const count = counts.get(key) ?? all.map(({ start }) => start - 1)
      counts.set(key, count)
      // A list that goes on with another's look begins anew where it is first used.
      const anew = begins.get(id)?.get(level)
      if (anew !== undefined) count[level] = anew - 1
      begins.get(id)?.delete(level)
      count[level] = (count[level] ?? 0) + 1
      for (let below = level + 1; below < levels; below++) count[below] = (all[below]?.start ?? 1) - 1
      const { format, text, looks, properties } = all[level] as Level
      if (format === 'none') return { text: '', looks, properties }
      if (format === 'bullet') return { text: markOf(text), looks, properties }
      const printed = text.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1
        return written(Math.max(count[at] ?? 1, all[at]?.start ?? 1), all[at]?.format ?? 'decimal')
      })
      return { text: printed, looks, properties }
    },
  }
}

/** Of the font Symbol, which keeps its hyphen where nobody else has a letter. */
const symbolHyphen = '\uf02d'
const markOf = (text: string) => (text === symbolHyphen ? '-' : /\p{Co}/u.test(text) ? '•' : text)

/** Where a list says itself with which number a level of it begins. */
function startsOf(list: Node): Map<number, number> {
  const starts = new Map<number, number>()
  for (const own of children(list, 'w:lvlOverride')) {
    const [level, start] = [numberOf(own, 'w:ilvl'), numberOf(child(own, 'w:startOverride'))]
    if (level !== undefined && start !== undefined) starts.set(level, start)
  }
  return starts
}

function readLevel(level: Node | undefined): Level {
  return {
    start: numberOf(child(level, 'w:start')) ?? 1,
    format: attributeOf(child(level, 'w:numFmt')) ?? 'decimal',
    text: attributeOf(child(level, 'w:lvlText')) ?? '',
    looks: readLooks(child(level, 'w:pPr')),
    properties: child(level, 'w:rPr'),
  }
}

function written(number: number, format: string): string {
  if (number > 3999) return String(number)
  if (format === 'upperRoman') return roman(number)
  if (format === 'lowerRoman') return roman(number).toLowerCase()
  // Latin letters, without đ.
  if (format === 'lowerLetter') return String.fromCharCode(96 + (((number - 1) % 26) + 1))
  if (format === 'upperLetter') return pointLetter(number).toUpperCase()
  return format === 'decimalZero' && number < 10 ? `0${number}` : String(number)
}
