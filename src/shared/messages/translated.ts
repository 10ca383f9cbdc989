/** As much of an area's words as has been translated. */
export type Part<T> = T extends (...given: never[]) => unknown
  ? T
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { [K in keyof T]?: Part<T[K]> }
      : T

/** The words of `base` with those of `part` in their place; what nobody has translated stays as it was. */
export function translated<T extends object>(base: T, part: Part<NoInfer<T>>): T {
  const words: Record<string, unknown> = Object.fromEntries(Object.entries(base))
  for (const [name, word] of Object.entries(part)) {
    const old = words[name]
    words[name] = isArea(old) && isArea(word) ? translated(old, word) : word
  }
  return words as T
}

function isArea(word: unknown): word is object {
  return typeof word === 'object' && word !== null && !Array.isArray(word)
}
