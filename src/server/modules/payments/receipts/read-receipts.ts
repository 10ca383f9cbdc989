/** Receipts as they are read: by their payer, by who keeps the agency's money, by who works on its cases. */
import { hasSigningKeys, renderUnsealed } from '#server/modules/documents/index.ts'
import { recordAccess } from '#server/modules/registry/index.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { readFile } from '#server/platform/files/index.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { endOfLocalDay, type LocalDay, localDay, startOfLocalDay } from '#shared/dates.ts'
import { listOrderIdsOfChains } from '../books/charge-queries.ts'
import { keepBooks } from '../keep-books.ts'
import type { Channel } from '../model.ts'
import { receiptNotFound, receiptNotSigned } from '../refusals.ts'
import { gatherReceipt } from './gather-receipt.ts'
import {
  type ChannelCount,
  countByChannel,
  findReceipt,
  listReceiptRows,
  listReceiptsOf,
  type ReceiptItem,
  type ReceiptRow,
  type ReceiptState,
} from './receipt-queries.ts'
import { writtenNumber } from './rules.ts'
import { paperOf, signReceipt } from './sign-receipt.ts'

export interface Receipt {
  id: string
  orderId: string
  agencyId: string
  form: string
  series: string
  /** Eight digits. */
  number: string
  issuedOn: LocalDay
  items: ReceiptItem[]
  amount: number
  channel: Channel
  /** `numbered`: its number is taken, its files are not signed yet. */
  state: ReceiptState
  /** Why it was cancelled or replaced. */
  reason: string | null
  endedAt: Date | null
  replaces: string | null
  replacedBy: string | null
  checkCode: string
  hasFiles: boolean
}

function viewOf(row: ReceiptRow): Receipt {
  const { id, orderId, agencyId, form, series, number, numberedAt, items, amount, channel, state } = row
  const { reason, endedAt, replaces, replacedBy, checkCode, signedAt } = row
  return {
    id,
    orderId,
    agencyId,
    form,
    series,
    number: writtenNumber(number),
    issuedOn: localDay(numberedAt),
    items,
    amount,
    channel,
    state,
    reason,
    endedAt,
    replaces,
    replacedBy,
    checkCode,
    hasFiles: signedAt !== null,
  }
}

/** The receipts of an order, the oldest first, as far as who asks may see them; none while it is owed. */
export async function receiptsOfOrder(work: Work, orderId: string): Promise<Receipt[]> {
  return (await listReceiptsOf(work.tx, orderId)).map(viewOf)
}

/** The receipts that stand of what was paid for these charges, by their chains, the oldest first, as far as who asks may see them. */
export async function receiptsOfCharges(work: Work, chains: readonly string[]): Promise<Receipt[]> {
  const orderIds = await keepBooks(work, ({ tx }) => listOrderIdsOfChains(tx, chains))
  const receipts: Receipt[] = []
  for (const orderId of orderIds) receipts.push(...(await receiptsOfOrder(work, orderId)))
  return receipts
    .filter(({ state }) => state === 'numbered' || state === 'signed')
    .sort((one, other) => one.number.localeCompare(other.number))
}

/** A receipt of one's own, or of an agency one works for. Any other does not exist. */
export async function getReceipt(work: Work, id: string): Promise<Receipt> {
  return viewOf(await requireReceipt(work, id))
}

async function requireReceipt(work: Work, id: string): Promise<ReceiptRow> {
  const receipt = isId(id) ? await findReceipt(work.tx, id) : undefined
  if (!receipt) throw receiptNotFound()
  return receipt
}

/** The receipt, for an officer of finance of its agency. */
export async function requireOwnReceipt(work: Work, officer: Officer, id: string): Promise<ReceiptRow> {
  requireRole(officer, 'finance')
  const receipt = await requireReceipt(work, id)
  if (!officer.agencyIds.includes(receipt.agencyId)) throw receiptNotFound()
  return receipt
}

export interface ListReceipts {
  /** Days of Vietnamese time, both included. */
  from: LocalDay
  to: LocalDay
  state?: ReceiptState | undefined
  channel?: Channel | undefined
  after?: string | undefined
}

const page = 50

/** The receipts of the officer's agency of these days, the newest first, fifty at a time, and how many there are in all, cash apart. Names no payer. */
export async function listReceipts(
  work: Work,
  officer: Officer,
  { from, to, ...wanted }: ListReceipts,
): Promise<{ receipts: Receipt[]; next: string | undefined; counts: ChannelCount[] }> {
  requireRole(officer, 'finance')
  const { agencyIds } = officer
  const span = { agencyIds, from: startOfLocalDay(from), to: endOfLocalDay(to) }
  const rows = await listReceiptRows(work.tx, { ...span, ...wanted }, page)
  const receipts = rows.slice(0, page).map(viewOf)
  const next = rows.length > page ? receipts.at(-1)?.id : undefined
  return { receipts, next, counts: await countByChannel(work.tx, span) }
}

/**
 * The bytes of a receipt, always the same file once it is signed, signed now if it is not yet. Without keys the paper is a copy
 * marked as that, and there are no data. That an officer opened it is recorded, and the payer sees it.
 */
export async function openReceipt(
  actor: Citizen | Officer,
  id: string,
  kind: 'pdf' | 'xml',
): Promise<Uint8Array> {
  const { receipt, isSigned } = await perform(actor, async (work) => {
    const receipt = await requireReceipt(work, id)
    if (actor.kind === 'officer' && receipt.payerId)
      await recordAccess(work, actor, receipt.payerId, {
        purpose: 'dossier',
        dossierId: null,
        opened: 'receipt',
      })
    const isSigned = receipt.pdf !== null || (receipt.state === 'numbered' && hasSigningKeys())
    return { receipt, isSigned }
  })
  if (isSigned) {
    const files = receipt.pdf && receipt.xml ? { pdf: receipt.pdf, xml: receipt.xml } : await signReceipt(id)
    if (files) return readFile(files[kind])
  }
  if (kind === 'xml') throw receiptNotSigned()
  const copy = await perform(system, (work) => gatherReceipt(work, receipt))
  const mark = receipt.state === 'numbered' ? 'CHƯA KÝ SỐ' : 'ĐÃ HỦY, CHƯA KÝ SỐ'
  return renderUnsealed(paperOf(receipt, copy).paper, mark)
}
