/** Words as they are written: numbers and dates in digits, tone marks where forms and laws put them. */
import type { Word } from '../model.ts'
import { numbersIn } from './numbers.ts'

const marks = '\u0300\u0301\u0303\u0309\u0323'
const newStyle = new RegExp(`(?<![qg])(o[ae]|uy)([${marks}])$`, 'i')

/** Tone marks on the first of two last vowels: “hòa”, “khỏe”, “túy” for “hoà”, “khoẻ”, “tuý”. */
function oldStyle(text: string): string {
  const [, stem = '', behind = ''] = /^(.*?)([^\p{L}\p{M}]*)$/su.exec(text) ?? []
  const apart = stem.normalize('NFD')
  return `${apart.replace(newStyle, (_, vowels: string, mark: string) => vowels.charAt(0) + mark + vowels.charAt(1))}${behind}`.normalize(
    'NFC',
  )
}

/** The words of a text, fewer where several are one number. Times span what was said. */
export function asWritten(words: readonly Word[]): Word[] {
  const out: Word[] = []
  let part: Word[] = []
  for (const word of words) {
    part.push({ ...word, text: oldStyle(word.text) })
    // A comma or point within keeps two numbers apart.
    if (punctuation.exec(word.text)?.[0] === '') continue
    out.push(...withNumbers(part))
    part = []
  }
  return [...out, ...withNumbers(part)]
}

const punctuation = /[^\p{L}\p{M}\p{N}%]*$/u

function withNumbers(words: readonly Word[]): Word[] {
  const out: Word[] = []
  let at = 0
  for (const { from, to, text } of numbersIn(
    words.map((word) => word.text.toLowerCase().replace(punctuation, '')),
  )) {
    const said = words.slice(from, to)
    const [first, last] = [said[0] as Word, said.at(-1) as Word]
    out.push(...words.slice(at, from), {
      text: text + (punctuation.exec(last.text)?.[0] ?? ''),
      start: first.start,
      end: last.end,
      probability: Math.min(...said.map(({ probability }) => probability)),
    })
    at = to
  }
  return [...out, ...words.slice(at)]
}
