/**
 * What the index of texts knows of a text: each syllable and each two that stand beside each other, without accents and hashed to a
 * number. Syllables alone would not do: of a phrase of frequent ones most of what was ever written would have to be read.
 */
/** The words of a line, of which a phrase is made. */
export function wordsOf(line: string): string[] {
  return line.split(' ').filter((word) => word !== '')
}

/** The numbers of everything a text can be found by, each once. */
export function gramsOf(lines: readonly string[]): number[] {
  const grams = new Set<number>()
  for (const line of lines) addGrams(grams, wordsOf(line))
  return [...grams]
}

/** The numbers a text must have to hold this phrase: its pairs, of one syllable that syllable. */
export function gramsOfPhrase(words: readonly string[]): number[] {
  const grams = new Set<number>()
  addGrams(grams, words)
  return [...grams].filter((gram) => words.length === 1 || gram >= pairs)
}

function addGrams(grams: Set<number>, words: readonly string[]): void {
  let before = 0
  for (let at = 0; at < words.length; at++) {
    const own = hashOf(words[at] ?? '')
    grams.add(own & 0xfffff)
    if (at > 0) grams.add(pairs + (mix(before, own) & 0x3fffff))
    before = own
  }
}

/** Above the numbers of syllables. So few texts share a number by chance that their words tell them apart at no cost. */
const pairs = 0x01000000

/** FNV-1a over the letters: the same in every process and version, for what it made is stored. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return spread(hash)
}

function mix(one: number, other: number): number {
  return spread(Math.imul(one, 0x9e3779b1) ^ (other + 0x7f4a7c15))
}

/** Every bit of what goes in reaches every bit of what comes out. */
function spread(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
