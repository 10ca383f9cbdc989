/** Words said wrongly, left out and put in, as everyone counts them: in small letters, without punctuation, numbers spelled out. */
import { numberInWords } from '#shared/money.ts'

/** The words that are compared. */
export function comparedWords(text: string): string[] {
  const spelled = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(\d{1,2})[/-](\d{1,2})[/-](\d{4})/g, '$1 tháng $2 năm $3')
    .replace(/\d{1,3}(?:\.\d{3})+/g, (number) => number.replaceAll('.', ''))
    .replace(/(\d+),(\d+)/g, '$1 phẩy $2')
    .replaceAll('%', ' phần trăm')
    .replace(/\d+/g, (number) => ` ${number.length > 15 ? number : numberInWords(BigInt(number))} `)
  return spelled.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** For each word of the reference whether it was heard, and how many words were put in. */
export interface Comparison {
  wrong: boolean[]
  inserted: number
  errors: number
}

/** The fewest changes that make one out of the other. */
export function compareWords(reference: readonly string[], heard: readonly string[]): Comparison {
  const across = heard.length + 1
  const cost = new Uint32Array((reference.length + 1) * across)
  for (let i = 0; i <= reference.length; i++)
    for (let j = 0; j <= heard.length; j++) {
      const at = i * across + j
      if (i === 0 || j === 0) cost[at] = i + j
      else
        cost[at] = Math.min(
          (cost[at - across - 1] as number) + (reference[i - 1] === heard[j - 1] ? 0 : 1),
          (cost[at - across] as number) + 1,
          (cost[at - 1] as number) + 1,
        )
    }
  const wrong = new Array<boolean>(reference.length).fill(true)
  let inserted = 0
  for (let [i, j] = [reference.length, heard.length]; i > 0 || j > 0; ) {
    const here = cost[i * across + j] as number
    const isSame = reference[i - 1] === heard[j - 1]
    if (i > 0 && j > 0 && here === (cost[(i - 1) * across + j - 1] as number) + (isSame ? 0 : 1)) {
      wrong[i - 1] = !isSame
      i--
      j--
    } else if (i > 0 && here === (cost[(i - 1) * across + j] as number) + 1) i--
    else {
      inserted++
      j--
    }
  }
  return { wrong, inserted, errors: cost[cost.length - 1] as number }
}
