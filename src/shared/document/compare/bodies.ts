/** Two versions of a text: block by block, by their ids, and within each block word by word. Pure. */
import { diffArrays } from 'diff'
import type { Block, Body, Inline } from '../body.ts'
import { type Label, labelsOf } from '../numbering.ts'
import { blockTexts } from '../text-of.ts'
import { compareWords, type Effort, mergeWords, type Stretch, wholeEffort } from './words.ts'

export interface BlockChange {
  kind: 'same' | 'changed' | 'added' | 'removed'
  /** It stands elsewhere than before, whatever else became of it. */
  isMoved: boolean
  /** The block as it was; absent of one that was added. */
  was?: Block
  /** As it is now; absent of one that was removed. */
  becomes?: Block
  /** Its label as it was and as it is: `Điều 3.` */
  wasLabel: string
  label: string
  /** Its words; of a table or an image what it says, as plain text. */
  words: Stretch[]
}

/** Beyond so many places where blocks were moved to, they are shown in their new order. */
const mostEdits = 2000

/**
 * Every block of both, in the order of the new one, removed ones where they stood. Blocks are known by their id; those that have
 * another one (an import, a paste) by having the very same words.
 */
export function compareBodies(was: Body, becomes: Body): BlockChange[] {
  const [old, young] = [sidesOf(was), sidesOf(becomes)]
  const partner = pairUp(old, young)
  const oldAt = new Map(old.map((side, index) => [side, index]))
  const kept = young.flatMap((side) => partner.get(side) ?? [])
  const inPlace = standing(kept.map((side) => oldAt.get(side) ?? 0))
  const changes: BlockChange[] = []
  const effort = wholeEffort()
  let next = 0
  const pairedOld = new Set(kept)
  const passRemoved = (until: number) => {
    for (; next < until; next += 1) {
      const side = old[next]
      if (side && !pairedOld.has(side)) changes.push(removed(side))
    }
  }
  for (const side of young) {
    const before = partner.get(side)
    if (!before) {
      changes.push(added(side))
      continue
    }
    const at = oldAt.get(before) ?? 0
    if (inPlace.has(at)) passRemoved(at)
    changes.push(pair(before, side, !inPlace.has(at), effort))
  }
  passRemoved(old.length)
  return changes
}

/** The text with those changes taken over for which `takes` says so: by the number of the block, and of the change within it. */
export function takeOver(
  changes: readonly BlockChange[],
  takes: (block: number, change: number) => boolean,
): Block[] {
  return changes.flatMap((change, index): Block[] => {
    const { kind, was, becomes } = change
    if (kind === 'added') return becomes && takes(index, 0) ? [becomes] : []
    if (kind === 'removed') return was && !takes(index, 0) ? [was] : []
    if (kind === 'same' || !was || !becomes) return was ? [was] : []
    return [takeOverBlock(was, becomes, change.words, (one) => takes(index, one))]
  })
}

/** One block; where its kind or its settings change as well, they follow the first change of its words. */
function takeOverBlock(
  was: Block,
  becomes: Block,
  words: readonly Stretch[],
  takes: (change: number) => boolean,
): Block {
  if (!holdsWords(was) || !holdsWords(becomes)) return takes(0) ? becomes : was
  const frame = takes(0) ? becomes : was
  const content = mergeWords(words, takes)
  return { ...frame, attrs: { ...frame.attrs, id: was.attrs.id }, content } as Block
}

/** How many things of it may be taken over or not. */
export function changesOf({ kind, words }: BlockChange): number {
  if (kind === 'same') return 0
  return kind === 'changed' ? Math.max(1, words.filter(({ isSame }) => !isSame).length) : 1
}

interface Side {
  block: Block
  label: Label | undefined
  text: string
}

function sidesOf(body: Body): Side[] {
  const labels = labelsOf(body.content)
  const texts = blockTexts(body)
  return body.content.map((block, index) => ({
    block,
    label: labels[index],
    text: texts[index]?.text ?? '',
  }))
}

function pairUp(old: readonly Side[], young: readonly Side[]): Map<Side, Side> {
  const byId = new Map(old.map((side) => [side.block.attrs.id, side]))
  const partner = new Map<Side, Side>()
  for (const side of young) {
    const same = byId.get(side.block.attrs.id)
    if (same && isKin(same.block, side.block)) partner.set(side, same)
  }
  const taken = new Set(partner.values())
  const free = new Map<string, Side[]>()
  for (const side of old) {
    if (taken.has(side) || side.text.trim() === '') continue
    const key = `${side.block.type} ${side.text}`
    free.set(key, [...(free.get(key) ?? []), side])
  }
  for (const side of young) {
    const same = partner.has(side) ? undefined : free.get(`${side.block.type} ${side.text}`)?.shift()
    if (same) partner.set(side, same)
  }
  return partner
}

/** A paragraph made a khoản is still itself; a table that has the id of a paragraph is not. */
function isKin(one: Block, other: Block): boolean {
  return one.type === other.type || (holdsWords(one) && holdsWords(other))
}

type WordBlock = Exclude<Block, { type: 'table' | 'image' | 'page_break' }>

function holdsWords(block: Block): block is WordBlock {
  return block.type !== 'table' && block.type !== 'image' && block.type !== 'page_break'
}

/** Of these places the most that follow each other as before; the others were moved. */
function standing(places: readonly number[]): Set<number> {
  const sorted = [...places].sort((a, b) => a - b)
  const parts = diffArrays(sorted, [...places], { maxEditLength: mostEdits })
  if (!parts) return new Set(places)
  return new Set(parts.flatMap(({ added, removed, value }) => (added || removed ? [] : value)))
}

function pair(old: Side, young: Side, isMoved: boolean, effort: Effort): BlockChange {
  const sides = { was: old.block, becomes: young.block, ...labelsOfBoth(old, young), isMoved }
  if (bare(old.block) === bare(young.block)) return { kind: 'same', ...sides, words: plain(young) }
  const words =
    holdsWords(old.block) && holdsWords(young.block)
      ? compareWords(old.block.content, young.block.content, effort)
      : compareWords(inlineOf(old.text), inlineOf(young.text), effort)
  return { kind: 'changed', ...sides, words }
}

function added(side: Side): BlockChange {
  const words = [{ isSame: false, was: [], becomes: contentOf(side) }]
  return { kind: 'added', isMoved: false, becomes: side.block, ...labelsOfBoth(undefined, side), words }
}

function removed(side: Side): BlockChange {
  const words = [{ isSame: false, was: contentOf(side), becomes: [] }]
  return { kind: 'removed', isMoved: false, was: side.block, ...labelsOfBoth(side, undefined), words }
}

const plain = (side: Side): Stretch[] => [{ isSame: true, was: contentOf(side), becomes: contentOf(side) }]

function labelsOfBoth(old: Side | undefined, young: Side | undefined) {
  return { wasLabel: old?.label?.text ?? '', label: young?.label?.text ?? '' }
}

/** Without its id, which says nothing of what it says. */
function bare(block: Block): string {
  return JSON.stringify(block, (key, value) => (key === 'id' ? undefined : value))
}

function contentOf({ block, text }: Side): Inline[] {
  return holdsWords(block) ? (block.content ?? []) : inlineOf(text)
}

function inlineOf(text: string): Inline[] {
  return text
    .split('\n')
    .flatMap((line, index): Inline[] => [
      ...(index > 0 ? [{ type: 'hard_break' as const }] : []),
      ...(line ? [{ type: 'text' as const, text: line.replaceAll('\t', ' | ') }] : []),
    ])
}
