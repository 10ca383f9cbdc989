/** A model that has lost the thread says the same again and again; people do so two or three times. */

const longest = 24

/** The token that would begin the same words once more than people say them; undefined while there is no loop. */
export function loopingToken(tokens: readonly number[]): number | undefined {
  for (let period = 1; period <= longest; period++) {
    const times = period <= 2 ? 4 : 3
    if (tokens.length < period * times) return undefined
    if (repeats(tokens, period, times)) return tokens[tokens.length - period]
  }
  return undefined
}

function repeats(tokens: readonly number[], period: number, times: number): boolean {
  const end = tokens.length
  for (let i = end - period * (times - 1); i < end; i++) if (tokens[i] !== tokens[i - period]) return false
  return true
}
