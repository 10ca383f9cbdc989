import { readWords, type Word } from './words.ts'

interface Node<T> {
  next: Map<string, Node<T>>
  value?: T
}

export interface Found<T> {
  value: T
  /** Index of the word after it. */
  end: number
}

/** Phrases with what each means, found at a place in time that grows with their length alone. */
export class Phrases<T> {
  readonly #root: Node<T> = { next: new Map() }

  constructor(phrases: Iterable<readonly [string, T]>) {
    for (const [phrase, value] of phrases) this.#add(phrase, value)
  }

  #add(phrase: string, value: T): void {
    let node = this.#root
    for (const { key } of readWords(phrase.normalize('NFC'))) {
      const next: Node<T> = node.next.get(key) ?? { next: new Map() }
      node.next.set(key, next)
      node = next
    }
    node.value = value
  }

  /** The longest phrase that begins at this word. */
  at(words: readonly Word[], index: number): Found<T> | undefined {
    let node: Node<T> | undefined = this.#root
    let found: Found<T> | undefined
    for (let end = index; node; ) {
      if (node.value !== undefined) found = { value: node.value, end }
      const key: string | undefined = words[end]?.key
      node = key === undefined ? undefined : node.next.get(key)
      end += 1
    }
    return found
  }
}
