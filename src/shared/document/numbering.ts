/** The numbers of a text's parts, which nobody types: NĐ 30/2020/NĐ-CP Phụ lục I, mục II.5 and III.1. */
import type { Body } from './body.ts'
import { findDocumentType } from './types.ts'

/** Letters of điểm in the order the law uses: without ă, â, ê, ô, ơ, ư. */
const pointLetters = 'abcdđeghiklmnopqrstuvxy'

/** `a`, `b`, `c`, `d`, `đ`, `e`, `g` …; after `y`, `aa`. */
export function pointLetter(number: number): string {
  const letters = [...pointLetters]
  const letter = letters[(number - 1) % letters.length] ?? ''
  return letter.repeat(Math.floor((number - 1) / letters.length) + 1)
}

/** 4 as `IV`; up to 3999. */
export function roman(number: number): string {
  let rest = number
  let written = ''
  for (const [value, letters] of romanParts) {
    while (rest >= value) {
      written += letters
      rest -= value
    }
  }
  return written
}

const romanParts: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

export interface Label {
  /** What is printed before the words or, for part, chapter, section and appendix, above them; empty where nothing is. */
  text: string
  /** How it is cited: `điểm a khoản 2 Điều 5`. Empty for what has no number. */
  cited: string
  /** An article under a chapter, or a section: its words are a title, set in bold. */
  titled: boolean
  /** Stands on a line of its own above the words. */
  above: boolean
}

interface Numbered {
  type: string
  attrs?: { [name: string]: unknown } | undefined
}

/**
 * The label of each block, in order. Articles count through the text, clauses begin anew in each article (or section, chapter, part),
 * points in each clause; sections begin anew in each chapter, and outside any chapter are numbered in Roman (`I.`), as reports and
 * plans are; an appendix begins everything anew. A list counts until another kind of block ends it.
 */
export function labelsOf(blocks: readonly Numbered[]): Label[] {
  const appendices = blocks.filter(({ type, attrs }) => type === 'appendix' && !attrs?.attached).length
  let appendix = 0
  let at = fresh()
  const items = [0, 0, 0, 0]
  return blocks.map(({ type, attrs }): Label => {
    if (type !== 'item') items.fill(0)
    switch (type) {
      case 'appendix': {
        at = fresh()
        const attached = typeof attrs?.attached === 'string' ? findDocumentType(attrs.attached) : undefined
        if (attached) return above(attached.name.toLocaleUpperCase('vi'), attached.name)
        appendix += 1
        return above(...twice(appendices > 1 ? `Phụ lục ${roman(appendix)}` : 'Phụ lục'))
      }
      case 'part':
        at = {
          ...at,
          part: at.part + 1,
          inChapter: false,
          section: 0,
          clause: 0,
          point: 0,
          article: at.article,
        }
        return above(...twice(`Phần ${roman(at.part)}`))
      case 'chapter':
        at = { ...at, chapter: at.chapter + 1, inChapter: true, section: 0, clause: 0, point: 0 }
        return above(...twice(`Chương ${roman(at.chapter)}`))
      case 'section':
        at = { ...at, section: at.section + 1, inArticle: false, clause: 0, point: 0 }
        return at.inChapter
          ? above(...twice(`Mục ${at.section}`))
          : { text: `${roman(at.section)}.`, cited: `mục ${roman(at.section)}`, titled: true, above: false }
      case 'article':
        at = { ...at, article: at.article + 1, inArticle: true, clause: 0, point: 0 }
        return {
          text: `Điều ${at.article}.`,
          cited: `Điều ${at.article}`,
          titled: at.chapter > 0,
          above: false,
        }
      case 'clause':
        at = { ...at, clause: at.clause + 1, point: 0 }
        return inline(`${at.clause}.`, [`khoản ${at.clause}`, ...placeOf(at)].join(' '))
      case 'point': {
        at = { ...at, point: at.point + 1 }
        const letter = pointLetter(at.point)
        const clause = at.clause > 0 ? [`khoản ${at.clause}`] : []
        return inline(`${letter})`, [`điểm ${letter}`, ...clause, ...placeOf(at)].join(' '))
      }
      case 'item':
        return inline(itemLabel(items, attrs ?? {}), '')
      default:
        return inline('', '')
    }
  })
}

/** As `labelsOf`, by the id of the block. */
export function labelsById(body: Body): Map<string, Label> {
  const labels = labelsOf(body.content)
  return new Map(body.content.map(({ attrs }, index) => [attrs.id, labels[index] as Label]))
}

interface Place {
  part: number
  chapter: number
  inChapter: boolean
  section: number
  article: number
  inArticle: boolean
  clause: number
  point: number
}

const fresh = (): Place => ({
  part: 0,
  chapter: 0,
  inChapter: false,
  section: 0,
  article: 0,
  inArticle: false,
  clause: 0,
  point: 0,
})

function placeOf({ inArticle, article, section, inChapter }: Place): string[] {
  if (inArticle) return [`Điều ${article}`]
  return section > 0 && !inChapter ? [`mục ${roman(section)}`] : []
}

const above = (text: string, cited: string): Label => ({ text, cited, titled: true, above: true })
const inline = (text: string, cited: string): Label => ({ text, cited, titled: false, above: false })
const twice = (text: string): [string, string] => [text, text]

const dashes = ['-', '+', '*', '-']

/** `-`, `+`, `*` by level, or `1.`, `1.1.` where the list is ordered. */
function itemLabel(items: number[], { ordered, level }: { ordered?: unknown; level?: unknown }): string {
  const depth = typeof level === 'number' ? level : 1
  items.fill(0, depth)
  if (ordered !== true) return dashes[depth - 1] ?? '-'
  items[depth - 1] = (items[depth - 1] ?? 0) + 1
  const shown = items.slice(0, depth)
  const first = shown.findIndex((one) => one > 0)
  return `${shown
    .slice(first)
    .map((one) => Math.max(1, one))
    .join('.')}.`
}
