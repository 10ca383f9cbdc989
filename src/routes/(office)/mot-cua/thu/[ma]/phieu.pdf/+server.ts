/** Phiếu nộp tiền: the payment code on paper, for whoever pays by phone at the counter or at home. */
import { qrMatrix } from '#server/crafts/typeset/qr.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { getAgency } from '#server/modules/agencies/index.ts'
import { viewFees } from '#server/modules/dossiers/index.ts'
import { viewOrder } from '#server/modules/payments/index.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { bankName } from '#shared/banks.ts'
import { formatDateTime, localDay } from '#shared/dates.ts'
import { amountInWords, formatNumber } from '#shared/money.ts'
import { defineRefusal } from '#shared/refusal.ts'
import { codeOf } from '../../../../../(citizen)/thanh-toan/present-order.server.ts'
import type { RequestHandler } from './$types'

const nothingToPay = defineRefusal('payments.nothing_to_pay', 409)

export const GET: RequestHandler = async ({ locals, params }) => {
  const officer = requireCaseHandler(locals.actor)
  const data = await perform(officer, async (work) => {
    const { charges } = await viewFees(work, officer, params.ma)
    const orderId = charges.find((charge) => charge.orderId)?.orderId
    const order = orderId ? await viewOrder(work, { id: orderId }) : undefined
    if (!order?.asks) throw nothingToPay()
    const agency = await getAgency(work, order.agencyId)
    const code = codeOf(order)
    const { account, left, lines, paid, reference, expiresAt } = order
    return {
      letterhead: {
        parent: null,
        organisation: agency.name.toLocaleUpperCase('vi').slice(0, 200),
        number: reference,
        place: agency.place,
        issuedOn: localDay(work.now),
      },
      purpose: `hồ sơ ${[...new Set(lines.map(({ title }) => title))].join(', ')}`,
      items: lines.map(({ name, explanation, amount }) => ({
        name,
        explanation: explanation || null,
        amount: formatNumber(amount),
      })),
      received: paid > 0 ? formatNumber(paid) : null,
      total: formatNumber(left),
      words: amountInWords(left),
      account: account && { holder: account.holder, bank: bankName(account.bin), number: account.number },
      memo: reference,
      code: code ? qrMatrix(code) : null,
      until: formatDateTime(expiresAt),
    }
  })
  const pdf = await typeset('payment-slip', data)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="phieu-nop-tien-${data.memo}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
