/** What somebody typed into the search, as the phrases a document must hold. */
import { gramsOfPhrase, wordsOf } from './grams.ts'
import { plainLine, tonedLine } from './lines.ts'

export interface Phrase {
  /** As it was typed, without the quotes. */
  typed: string
  plain: string
  /** With its accents; undefined where none were typed, which finds every way to write it. */
  toned: string | undefined
}

const mostPhrases = 6
const mostWords = 30

/** `quyết định, thuế đất` and `"quyết định" "thuế đất"` are two phrases, in whatever order they stand in the text. */
export function readPhrases(typed: string): Phrase[] {
  return typed
    .normalize('NFKC')
    .split(/[",;“”]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .flatMap((part): Phrase[] => {
      const plain = firstWords(plainLine(part))
      const toned = firstWords(tonedLine(part))
      if (plain === '') return []
      return [{ typed: part, plain, toned: hasAccents(part) ? toned : undefined }]
    })
    .slice(0, mostPhrases)
}

/** The numbers a document found must have: of each phrase the most telling. */
export function gramsOfPhrases(phrases: readonly Phrase[]): number[] {
  return [...new Set(phrases.flatMap(({ plain }) => gramsOfPhrase(wordsOf(plain))))]
}

function firstWords(line: string): string {
  const words = wordsOf(line).slice(0, mostWords)
  return words.length > 0 ? ` ${words.join(' ')} ` : ''
}

function hasAccents(text: string): boolean {
  return /đ|\p{M}/iu.test(text.normalize('NFD'))
}
