/** Terms as they are announced before a meeting: most are never said. */
import { comparedWords } from './word-errors.ts'

const spokenCount = 20
const allCount = 500

export interface TermDraw {
  spoken: string[]
  others: string[]
}

/** Twenty pieces of what is said, and names and phrases of official notices that are not. The same for the same number. */
export function drawTerms(
  references: readonly string[][],
  notices: readonly string[],
  draw: number,
): TermDraw {
  const random = createRandom(draw + 1)
  const said = new Set(references.map((reference) => ` ${reference.join(' ')} `))
  const spoken = new Set<string>()
  for (let tries = 0; spoken.size < spokenCount && tries < 5000; tries++) {
    const piece = pieceOf(references[Math.floor(random() * references.length)] ?? [], random)
    if (piece) spoken.add(piece)
  }
  const lines = notices
    .flatMap((text) => text.split(/[.;:\n]/))
    .map(comparedWords)
    .filter((line) => line.length >= 4)
  const others = new Set<string>()
  for (let tries = 0; others.size < allCount - spokenCount && tries < 50_000; tries++) {
    const piece = pieceOf(lines[Math.floor(random() * lines.length)] ?? [], random)
    if (piece && ![...said].some((reference) => reference.includes(` ${piece} `))) others.add(piece)
  }
  return { spoken: [...spoken], others: [...others] }
}

/** Two to four words that follow each other. */
function pieceOf(words: readonly string[], random: () => number): string | undefined {
  const length = 2 + Math.floor(random() * 3)
  if (words.length < length) return undefined
  const at = Math.floor(random() * (words.length - length + 1))
  return words.slice(at, at + length).join(' ')
}

/** Park and Miller's numbers: the same on every machine. */
function createRandom(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
