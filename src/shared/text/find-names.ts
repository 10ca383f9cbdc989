import { searchKey, stripMarks, toneKey } from './search-key.ts'

/**
 * The names that have every word of what is typed, or the beginning of one: with or without accents, in any order. Those that say
 * it with the accents typed come first, and alone where what is typed has any; then those that have the words side by side; of
 * each, in the order given.
 */
export function findNames(names: readonly string[], typed: string): string[] {
  const words = searchKey(typed).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const meant = toneKey(typed.trim())
  const found = names.filter((name) => hasAll(searchKey(name), words))
  const exact = found.filter((name) => toneKey(name).includes(meant))
  if (exact.length > 0 && stripMarks(meant) !== meant) return exact
  const together = found.filter((name) => searchKey(name).includes(words.join(' ')))
  return [...new Set([...exact, ...together, ...found])]
}

function hasAll(key: string, words: readonly string[]): boolean {
  const spaced = ` ${key}`
  return words.every((word) => spaced.includes(` ${word}`))
}
