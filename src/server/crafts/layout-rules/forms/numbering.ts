/** The order of điều, khoản, điểm and appendices, and how their numbers are written. */
import { pointLetter, roman } from '#shared/document/numbering.ts'
import { type PageModel, type Paragraph, wordsOf } from '../model.ts'
import type { Problem } from './problem.ts'

/** `Phần I`, `Chương II` in Roman, `Mục 1`, `Tiểu mục 2` in Arabic numbers. */
export function partProblem(words: string): string | undefined {
  const isRight =
    /^(?:Phần (?:[IVXLC]{1,8}|thứ \p{L}+(?: \p{L}+)?)|Chương [IVXLC]{1,8}|(?:Mục|Tiểu mục) \d{1,3})\.?$/u.test(
      words,
    )
  return isRight ? undefined : words
}

/** Each article after the one before it; they begin anew in what is attached. */
export function articleProblems({ paragraphs }: PageModel): Problem[] {
  const problems: Problem[] = []
  let last = 0
  for (const paragraph of paragraphs) {
    if (paragraph.role === 'appendix') last = 0
    if (paragraph.role !== 'article') continue
    const number = Number(/^Điều (\d{1,4})/u.exec(wordsOf(paragraph))?.[1])
    if (!Number.isFinite(number)) continue
    if (number !== last + 1 && number !== 1) problems.push({ paragraph, found: `Điều ${number}` })
    last = number
  }
  return problems
}

export function clauseProblems({ paragraphs }: PageModel): Problem[] {
  const problems: Problem[] = []
  let last = 0
  for (const paragraph of paragraphs) {
    if (paragraph.role === 'article') last = 0
    if (paragraph.role !== 'clause') continue
    const number = Number(/^(\d{1,3})/.exec(wordsOf(paragraph))?.[1])
    if (number !== last + 1) problems.push({ paragraph, found: `${number}.` })
    last = number
  }
  return problems
}

export function pointProblems({ paragraphs }: PageModel): Problem[] {
  const problems: Problem[] = []
  let next = 1
  for (const paragraph of paragraphs) {
    if (paragraph.role === 'article' || paragraph.role === 'clause') next = 1
    if (paragraph.role !== 'point') continue
    const [letter = ''] = /^[a-zđ]{1,2}/u.exec(wordsOf(paragraph)) ?? []
    if (letter !== pointLetter(next)) problems.push({ paragraph, found: `${letter})` })
    const at = Array.from({ length: 50 }, (_, index) => pointLetter(index + 1)).indexOf(letter)
    next = (at < 0 ? next : at + 1) + 1
  }
  return problems
}

/** `Phụ lục`, or where there are several `Phụ lục I`, `Phụ lục II` … */
export function appendixProblems(of: readonly Paragraph[]): Problem[] {
  return of.flatMap((paragraph, index) => {
    const words = wordsOf(paragraph)
    const numbered = `Phụ lục ${roman(index + 1)}`
    const isRight = of.length > 1 ? words === numbered : words === 'Phụ lục' || words === numbered
    return isRight ? [] : [{ paragraph, found: words.slice(0, 60) }]
  })
}
