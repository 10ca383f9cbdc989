import { getAgency, ownHeadOf } from '#server/modules/agencies/index.ts'
import { getPerson } from '#server/modules/registry/index.ts'
import { config } from '#server/platform/config.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { findCollector } from './collector-queries.ts'
import type { ReceiptContent } from './receipt-content.ts'
import { findPaidOrder, findReceipt, type ReceiptRow } from './receipt-queries.ts'

/** Everything a receipt says, read by the program. What it was issued for never changes; names are those of the moment it is signed. */
export async function gatherReceipt(work: Work, receipt: ReceiptRow): Promise<ReceiptContent> {
  const issuedOn = localDay(receipt.numberedAt)
  const agency = await getAgency(work, receipt.agencyId)
  const collector = await findCollector(work.tx, agency.id, issuedOn)
  if (!collector) throw new Error(`The receipt ${receipt.id} has a number and no collector`)
  const order = await findPaidOrder(work.tx, receipt.orderId)
  const replaced = receipt.replaces ? await findReceipt(work.tx, receipt.replaces) : undefined
  const { form, series, number, items, amount, channel, checkCode } = receipt
  return {
    form,
    series,
    number,
    issuedOn,
    collector: {
      ...(await ownHeadOf(work, agency)),
      name: agency.name,
      place: agency.place,
      address: agency.address,
      taxCode: collector.taxCode,
      isDemo: collector.isDemo,
    },
    payer: receipt.payerId ? (await getPerson(work, receipt.payerId)).fullName : null,
    items,
    amount,
    channel,
    paidAt: order.paidAt ?? receipt.numberedAt,
    reference: order.reference,
    replaces: replaced
      ? {
          series: replaced.series,
          number: replaced.number,
          issuedOn: localDay(replaced.numberedAt),
          reason: replaced.reason ?? '',
        }
      : null,
    checkCode,
    checkAddress: `${config.ORIGIN}/kiem-tra/${checkCode}`,
  }
}
