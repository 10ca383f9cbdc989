import { normalise } from './normalise.ts'

const collator = new Intl.Collator('vi')

/** Tên: the last word, by which Vietnamese people are called and sorted. */
export function givenName(fullName: string): string {
  return wordsOf(fullName).at(-1) ?? ''
}

/** Họ: the first word, if there is more than one. */
export function familyName(fullName: string): string {
  const words = wordsOf(fullName)
  return words.length > 1 ? (words[0] ?? '') : ''
}

/** Tên đệm: what stands between. */
export function middleName(fullName: string): string {
  return wordsOf(fullName).slice(1, -1).join(' ')
}

/** Order of a list of people: by given name, then family, then middle name, in Vietnamese order. */
export function compareNames(a: string, b: string): number {
  return (
    collator.compare(givenName(a), givenName(b)) ||
    collator.compare(familyName(a), familyName(b)) ||
    collator.compare(middleName(a), middleName(b))
  )
}

/** Order of other texts: a à ả ã á ạ ă … d đ … */
export function compareTexts(a: string, b: string): number {
  return collator.compare(a, b)
}

/** `NGUYỄN thị  lan` → `Nguyễn Thị Lan`; after an apostrophe or a hyphen too: `H'Hen`, `K'Brêu`. */
export function titleCaseName(name: string): string {
  return normalise(name)
    .toLocaleLowerCase('vi')
    .replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi'))
}

function wordsOf(name: string): string[] {
  return normalise(name).split(' ').filter(Boolean)
}
