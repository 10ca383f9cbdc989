/** Words with their times: as heard, and kept as far as they can be when somebody writes them otherwise. */
import { oneLine } from '../model.ts'

/** A word as heard, in milliseconds of its recording. */
export interface HeardWord {
  text: string
  from: number
  to: number
}

/** Words apart by one space, and of each its first and last millisecond in one row. */
export interface Timed {
  words: string
  times: number[]
}

/** What is heard as one word and written as several has its time shared among them. */
export function timed(heard: readonly HeardWord[]): Timed {
  const words: string[] = []
  const times: number[] = []
  for (const { text, from, to } of heard) {
    const parts = partsOf(text)
    words.push(...parts)
    times.push(...shareOut(from, to, parts.length))
  }
  return { words: words.join(' '), times }
}

export function partsOf(text: string): string[] {
  const line = oneLine(text.normalize('NFC'))
  return line === '' ? [] : line.split(' ')
}

/**
 * Other words in the place of these: those that are the same at the beginning and at the end keep their times; of as many between, each that of the
 * one it replaces, of more or fewer all share the time that was between. Without times there are none.
 */
export function reword({ words: before, times }: Timed, text: string): Timed {
  const [old, now] = [partsOf(before), partsOf(text)]
  const words = now.join(' ')
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined || times.length !== old.length * 2)
    return { words, times: [] }
  const most = Math.min(old.length, now.length)
  if (old.length === now.length) return { words, times: [...times] }
  let head = 0
  while (head < most && old[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const from = head === 0 ? first : (times[head * 2 - 1] ?? first)
  const to = tail === 0 ? last : (times[(old.length - tail) * 2] ?? last)
  const between = shareOut(from, Math.max(from, to), now.length - head - tail)
  return {
    words,
    times: [...times.slice(0, head * 2), ...between, ...times.slice((old.length - tail) * 2)],
  }
}

function shareOut(from: number, to: number, count: number): number[] {
  const at = (part: number) => Math.round(from + ((to - from) * part) / count)
  return Array.from({ length: count }, (_, part) => [at(part), at(part + 1)]).flat()
}
