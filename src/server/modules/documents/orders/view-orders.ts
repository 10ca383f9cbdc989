/** What a document orders, for its page and for whoever follows it up. */
import { listAgencies } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { type BlockText, blockTexts } from '#shared/document/text-of.ts'
import { agencyIdsByName } from '../agency/create-draft.ts'
import { isInRoute } from '../edit/queries.ts'
import { requireAgencyDocument } from '../edit/require-draft.ts'
import { currentText } from '../edit/save-draft.ts'
import { recordOpening } from '../openings.ts'
import { type Document, findDocument } from '../queries.ts'
import type { DocumentOrder } from './model.ts'
import { type ProposedOrder, proposeOrders } from './propose-orders.ts'
import { confirmedOf, stillProposed } from './still-proposed.ts'
import { unsentOf } from './unsent.ts'

/** An order with the words that give it; without them where its block was taken out of the text. */
export interface WordedOrder extends DocumentOrder {
  cited: string
  words: string
}

export interface OrdersView {
  document: Document
  revision: number
  mayWrite: boolean
  orders: WordedOrder[]
  /** `isKnown` where the lead is an agency of today: then it can be confirmed as it stands. */
  proposed: (ProposedOrder & { cited: string; words: string; isKnown: boolean })[]
  /** Blocks with words, to choose from. */
  blocks: BlockText[]
  agencies: string[]
  /** Agencies that are told something and would not receive the document. */
  unsent: string[]
}

/** Of a draft for whoever sees it as `openDraft` does, and in the log as that is; only its writers are given proposals. */
export async function viewOrders(work: Work, officer: Officer, id: string): Promise<OrdersView> {
  const document = await requireAgencyDocument(work, officer, id)
  await recordOpening(work, document)
  const { text, revision } = await currentText(work, document)
  const mayWrite =
    document.status === 'draft' &&
    officer.agencyIds.includes(document.agencyId) &&
    !(await isInRoute(work.tx, id))
  const { body, orders = [] } = text.content
  const today = localDay(work.now)
  const idByName = mayWrite ? await agencyIdsByName(work) : new Map<string, string>()
  const agencies = mayWrite ? (await listAgencies(work, today)).map(({ name }) => name) : []
  const blocks = body ? blockTexts(body).filter((block) => block.text.trim() !== '') : []
  const wordsOf = wordsIn(blocks)
  const proposed = body && mayWrite ? stillProposed(proposeOrders(body, agencies, today), orders) : []
  return {
    document,
    revision,
    mayWrite,
    orders: orders.map((order) => ({ ...order, ...wordsOf(order.blockId) })),
    proposed: proposed.map((one) => ({
      ...one,
      ...wordsOf(one.blockId),
      isKnown: confirmedOf(one, idByName, today) !== undefined,
    })),
    blocks,
    agencies,
    unsent: unsentOf(document.agencyId, { ...text.content, orders }).map(({ name }) => name),
  }
}

/** What an issued document orders, in the words it was signed with; nothing of one that stands no longer. */
export async function readOrders(
  work: Work,
  id: string,
): Promise<{ document: Document; orders: WordedOrder[] } | undefined> {
  const document = await findDocument(work.tx, work.actor, id)
  if (document?.status !== 'issued') return undefined
  const { body, orders = [] } = document.content
  const wordsOf = wordsIn(body ? blockTexts(body) : [])
  const worded = orders.map((order) => ({ ...order, ...wordsOf(order.blockId) }))
  return { document, orders: worded.filter(({ words }) => words !== '') }
}

function wordsIn(blocks: readonly BlockText[]) {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  return (blockId: string) => {
    const block = byId.get(blockId)
    return { cited: block?.cited || block?.label || '', words: block?.text ?? '' }
  }
}
