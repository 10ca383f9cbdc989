/** Each receipt is set and signed once, as paper and as data, with the seal of who collects; both enter the payer's vault. */
import {
  hasSigningKeys,
  type PaperToSeal,
  recordSealed,
  signWithData,
} from '#server/modules/documents/index.ts'
import { addPaper } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { storeOwn, useFile } from '#server/platform/files/index.ts'
import { eachApart } from '#server/platform/jobs/each-apart.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { receiptSigned } from '../events.ts'
import { receiptNotFound } from '../refusals.ts'
import { gatherReceipt } from './gather-receipt.ts'
import { asXml, printed, type ReceiptContent, receiptName } from './receipt-content.ts'
import { addReceiptAction, findReceipt, listUnsigned, type ReceiptRow } from './receipt-queries.ts'
import { symbolOf } from './rules.ts'

export interface ReceiptFiles {
  pdf: string
  xml: string
}

/**
 * Signs the receipt, unless that was done; the fingerprints of its two files. Whoever stops in between leaves files nobody
 * names, and the next begins anew; many at once come to the same two files. Undefined for one that was cancelled before.
 */
export async function signReceipt(id: string): Promise<ReceiptFiles | undefined> {
  const { receipt, content } = await perform(system, async (work) => {
    const receipt = await findReceipt(work.tx, id)
    if (!receipt) throw receiptNotFound()
    return { receipt, content: receipt.state === 'numbered' ? await gatherReceipt(work, receipt) : undefined }
  })
  if (!content) return filesOf(receipt)
  const paper = paperOf(receipt, content)
  const signed = await signWithData(paper, asXml(content))
  return perform(system, async (work) => {
    const pdf = await storeOwn(signed.pdf, 'application/pdf', work)
    const xml = await storeOwn(signed.xml, 'application/xml', work)
    const files = { pdf: pdf.sha256, xml: xml.sha256 }
    const isFirst = await addReceiptAction(work.tx, {
      receiptId: id,
      seq: receipt.lastSeq + 1,
      kind: 'sign',
      at: work.now,
      actorKind: 'system',
      data: files,
    })
    if (!isFirst) return filesOf(await findReceipt(work.tx, id))
    await recordSealed(work, paper, pdf)
    await useFile(work, xml.sha256, `payments.receipt:${id}`)
    if (receipt.payerId) await giveToPayer(work, receipt.payerId, paper, files)
    const { agencyId, orderId, series, number } = receipt
    await work.record(receiptSigned(id, { agencyId, orderId, series, number }))
    return files
  })
}

function filesOf(receipt: Pick<ReceiptRow, 'pdf' | 'xml'> | undefined): ReceiptFiles | undefined {
  return receipt?.pdf && receipt.xml ? { pdf: receipt.pdf, xml: receipt.xml } : undefined
}

export function paperOf(receipt: ReceiptRow, content: ReceiptContent): PaperToSeal {
  const { id, agencyId, checkCode, numberedAt } = receipt
  return {
    id,
    agencyId,
    title: receiptName,
    symbol: symbolOf(receipt),
    checkCode,
    issuedAt: numberedAt,
    leader: null,
    paper: { paperCode: checkCode, template: 'fee-receipt', data: printed(content) },
  }
}

/** Both lie in the vault; the paper by its identity, so that the vault says if it stands no longer. */
async function giveToPayer(
  work: Work,
  ownerId: string,
  { id, title, symbol, paper }: PaperToSeal,
  { pdf, xml }: ReceiptFiles,
): Promise<void> {
  const { letterhead, signature } = paper.data
  const shared = { ownerId, number: symbol, issuer: signature.name, issuedOn: letterhead.issuedOn }
  await addPaper(work, { ...shared, kind: 'bien-lai', title, documentId: id, sha256: pdf })
  await addPaper(work, { ...shared, kind: 'bien-lai-xml', title: `${title} (dữ liệu XML)`, sha256: xml })
}

/**
 * Signs what was left: a worker stopped in between, the keys were not there. Does nothing while there are none. One that fails
 * stops no other, and is tried again the next time.
 */
export async function signReceipts(): Promise<number> {
  if (!hasSigningKeys()) return 0
  const waiting = await perform(system, (work) => listUnsigned(work.tx, 5_000))
  const rest = waiting.values()
  // While the keys sign one and its files are stored, the next is being set.
  await Promise.all(Array.from({ length: sideBySide }, () => eachApart(rest, signReceipt)))
  return waiting.length
}

const sideBySide = 4
