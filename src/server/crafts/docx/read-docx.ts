/** A DOCX from outside as a text of ours. Runs in a process that does nothing else (`readOutside`). */

import { inspectBytes } from '#server/crafts/inspect/inspect.ts'
import { fileUnreadable } from '#server/crafts/inspect/refusals.ts'
import { Budget, BudgetSpent } from '#server/crafts/reading-budget.ts'
import { type Block, type Body, Body as BodySchema, bodyLimits } from '#shared/document/body.ts'
import { emptyBody } from '#shared/document/empty-body.ts'
import { withIds } from '#shared/document/ids.ts'
import { recogniseBlocks } from '#shared/document/recognise.ts'
import { secrecyMarkIn } from '#shared/document/secrecy.ts'
import { blockTexts } from '#shared/document/text-of.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { createDropped, type Dropped, type Droppings } from './dropped.ts'
import { type ReadHead, takeHeadAndFoot, wordsIn } from './head-and-foot.ts'
import { readWordDocument, type WordDocument, wordsOf } from './mammoth-document.ts'
import { readParts } from './package-parts.ts'
import { gatherPictures, type Picture } from './pictures.ts'
import { toBlocks } from './to-blocks.ts'

/** A file that is no DOCX, whatever it is called: what it is. */
export const notDocx = defineRefusal('documents.not_docx', 415)

/** It bears a mark of secrecy (ô số 10a): nothing of it is read on. */
export const secretDocx = defineRefusal('documents.secret_docx', 422)
/** Blocks in which a mark of secrecy may stand. */
const mostOfHead = 12

export interface ReadDocx {
  body: Body
  /** What was recognised around the text: number, trích yếu, Kính gửi, nơi nhận. */
  head: ReadHead
  /** What is not in the text, or was changed. */
  dropped: Dropped[]
  /** The pictures the text shows, each once. */
  pictures: Pick<Picture, 'sha256' | 'bytes'>[]
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Reads text, tables, lists, pictures and structure; refuses what runs, is encrypted, bears a mark of secrecy, unpacks to too much or is no DOCX. Tracked insertions are
 * accepted and deletions gone, TCVN3 and VNI become Unicode, and all that is not kept is told. Throws `BudgetSpent` beyond the budget.
 */
export async function readDocx(file: Uint8Array): Promise<ReadDocx> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const budget = Budget.forFile(bytes.length)
  const type = await inspectBytes(bytes, budget)
  if (type !== docx) throw notDocx({ mediaType: type })
  const parts = await readParts(bytes, budget)
  const document = await readWordDocument(bytes).catch((error: unknown) => {
    if (error instanceof BudgetSpent) throw error
    throw fileUnreadable({ kind: 'office' })
  })
  const dropped = createDropped()
  if (parts.insertions + parts.deletions > 0)
    dropped.add('tracked_changes', '', parts.insertions + parts.deletions)
  for (const comment of document.comments) dropped.add('comments', wordsOf(comment.body))
  for (const words of parts.headersFooters) dropped.add('headers_footers', words)
  const pictures = await gatherPictures(document.children, parts.widths, budget)
  const all = toBlocks(document.children, {
    dropped,
    pictures,
    fontOfStyle: parts.fontOfStyle,
    noteText: (reference) => noteText(document, reference),
    step: () => budget.step(20),
  })
  const mark = secrecyMarkIn(all.slice(0, mostOfHead).map(wordsIn))
  if (mark) throw secretDocx({ mark })
  const { head, blocks } = takeHeadAndFoot(all, dropped)
  const recognised = recogniseBlocks(blocks)
  for (const typed of recognised.kept) dropped.add('kept_numbers', typed)
  const body = withinLimits(
    recognised.blocks.flatMap((block) => evenTable(block, dropped)),
    dropped,
  )
  return { body, head, dropped: dropped.list(), pictures: shownIn(body, pictures.values()) }
}

function shownIn(body: Body, pictures: Iterable<Picture>): ReadDocx['pictures'] {
  const shown = new Set(body.content.flatMap((block) => (block.type === 'image' ? block.attrs.sha256 : [])))
  const bySha256 = new Map([...pictures].map(({ sha256, bytes }) => [sha256, { sha256, bytes }]))
  return [...bySha256.values()].filter(({ sha256 }) => shown.has(sha256))
}

function noteText(
  { notes }: WordDocument,
  reference: Parameters<WordDocument['notes']['resolve']>[0],
): string {
  return wordsOf(notes.resolve(reference)?.body ?? [])
}

/** A table whose cells do not fill a rectangle becomes its lines: nothing of it is lost. */
function evenTable(block: Block, dropped: Droppings): Block[] {
  if (block.type !== 'table') return [block]
  if (BodySchema.safeParse(withIds({ type: 'doc', content: [block] })).success) return [block]
  dropped.add('uneven_tables', blockTexts({ type: 'doc', content: [block] })[0]?.text.split('\n')[0] ?? '')
  return block.content.flatMap(({ content = [] }) => content.flatMap((cell) => cell.content))
}

/** What goes beyond the limits of a text is left out, and said. */
function withinLimits(blocks: readonly Block[], dropped: Droppings): Body {
  const texts = blockTexts({ type: 'doc', content: [...blocks] })
  let characters = 0
  let count = 0
  const kept: Block[] = []
  for (const [index, block] of blocks.entries()) {
    const length = texts[index]?.text.length ?? 0
    const inner =
      block.type === 'table'
        ? block.content.flatMap(({ content = [] }) => content.flatMap((cell) => cell.content)).length
        : 0
    const isTooMuch = count + 1 + inner > bodyLimits.blocks || characters + length > bodyLimits.characters
    if (isTooMuch || (length > bodyLimits.blockCharacters && block.type !== 'table')) {
      dropped.add('text_beyond_limits', texts[index]?.text ?? '')
      continue
    }
    count += 1 + inner
    characters += length
    kept.push(block)
  }
  if (kept.length === 0) return emptyBody()
  const read = BodySchema.safeParse(withIds({ type: 'doc', content: kept }))
  if (!read.success) throw fileUnreadable({ kind: 'office' })
  return read.data
}
