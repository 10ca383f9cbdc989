/** The payment code as a picture, for a bank app on the very phone that shows the page. */
import { error } from '@sveltejs/kit'
import { toBuffer } from 'qrcode'
import { openByMark } from '#server/modules/payments/index.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { codeOf } from '../../../present-order.server.ts'

export const GET = async ({ params, locals }) => {
  const order = await perform(locals.actor, (work) => openByMark(work, params.reference, params.mark))
  const code = codeOf(order)
  if (!code) error(404, { message: m.refusal('payments.order_not_found') })
  const picture = await toBuffer(code, { errorCorrectionLevel: 'M', scale: 12, margin: 4 })
  return new Response(new Uint8Array(picture), {
    headers: { 'content-type': 'image/png', 'cache-control': 'no-store' },
  })
}
