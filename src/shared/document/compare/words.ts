/** Two texts of one block, word by word; marks, citations and mentions count as what they are. Pure. */
import { diffArrays } from 'diff'
import type { Inline } from '../body.ts'

/** A stretch that both have, or what stood there and what stands there now. */
export interface Stretch {
  isSame: boolean
  was: Inline[]
  becomes: Inline[]
}

/**
 * What comparing may still cost, in steps: as many as the square of the differences found. Where it is spent a block was rewritten: it is
 * shown as a whole, not looked through any longer.
 */
export interface Effort {
  left: number
}

/** Of one comparison, however many blocks it has: half a second of a core. */
export const wholeEffort = (): Effort => ({ left: 4_000_000 })

/** The stretches in order; changes parted only by a space are one. The same two texts give the same stretches. */
export function compareWords(
  was: readonly Inline[] = [],
  becomes: readonly Inline[] = [],
  effort: Effort = wholeEffort(),
): Stretch[] {
  const old = wordsOf(was)
  const young = wordsOf(becomes)
  const most = Math.floor(Math.sqrt(Math.max(0, effort.left)))
  const parts = diffArrays(
    old.map(({ key }) => key),
    young.map(({ key }) => key),
    { maxEditLength: most },
  )
  const edits = parts
    ? parts.reduce((sum, { added, removed, value }) => (added || removed ? sum + value.length : sum), 0)
    : most
  effort.left -= edits ** 2
  if (!parts) return [{ isSame: false, was: [...was], becomes: [...becomes] }]
  const stretches: Stretch[] = []
  let [before, after] = [0, 0]
  for (const { added, removed, value } of parts) {
    const taken = added ? [] : old.slice(before, before + value.length)
    const given = removed ? [] : young.slice(after, after + value.length)
    before += taken.length
    after += given.length
    put(stretches, { isSame: !added && !removed, was: joined(taken), becomes: joined(given) })
  }
  return stretches
}

function put(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1)
  const before = stretches.at(-2)
  if (next.isSame || !last) {
    stretches.push(next)
  } else if (!last.isSame) {
    append(last, next)
  } else if (before && !before.isSame && isSpace(last)) {
    stretches.pop()
    append(before, last)
    append(before, next)
  } else {
    stretches.push(next)
  }
}

function append(stretch: Stretch, { was, becomes }: Stretch): void {
  stretch.was = joinText([...stretch.was, ...was])
  stretch.becomes = joinText([...stretch.becomes, ...becomes])
}

function isSpace({ was }: Stretch): boolean {
  return was.every((one) => one.type === 'text' && one.text.trim() === '')
}

/** The text with those changes taken over for which `takes` says so, by their number among the changes. */
export function mergeWords(stretches: readonly Stretch[], takes: (change: number) => boolean): Inline[] {
  let change = -1
  const merged: Inline[] = []
  for (const { isSame, was, becomes } of stretches) {
    if (!isSame) change += 1
    merged.push(...(isSame || takes(change) ? becomes : was))
  }
  return joinText(merged)
}

interface Word {
  key: string
  inline: Inline
}

function wordsOf(content: readonly Inline[]): Word[] {
  return content.flatMap((inline): Word[] => {
    if (inline.type !== 'text') return [{ key: JSON.stringify(inline), inline }]
    const marks = (inline.marks ?? []).map(({ type }) => type).sort()
    return (inline.text.match(/\s+|[\p{L}\p{M}\p{N}]+|./gsu) ?? []).map((text) => ({
      key: `${text} ${marks.join(' ')}`,
      inline: { ...inline, text },
    }))
  })
}

const joined = (words: readonly Word[]): Inline[] => joinText(words.map(({ inline }) => inline))

/** Neighbours of the same marks become one text, as ProseMirror has it. */
function joinText(content: readonly Inline[]): Inline[] {
  const result: Inline[] = []
  for (const inline of content) {
    const last = result.at(-1)
    if (inline.type === 'text' && last?.type === 'text' && marksOf(last) === marksOf(inline))
      result[result.length - 1] = { ...last, text: last.text + inline.text }
    else result.push(inline)
  }
  return result
}

const marksOf = ({ marks }: Inline): string => (marks ?? []).map(({ type }) => type).join(' ')
