import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { DetermineFee, determineFee, getOfficerDossierId, viewFees } from '#server/modules/dossiers/index.ts'
import {
  createOrder,
  mayTakeCash,
  receiptsOfCharges,
  showOrder,
  takeCash,
  toPay,
  viewOrder,
} from '#server/modules/payments/index.ts'
import { newId } from '#server/platform/id.ts'
import { requireCaseHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import { parseNumber } from '#shared/money.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { presentOrder } from '../../../../(citizen)/thanh-toan/present-order.server.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.payments.counter

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireCaseHandler(locals.actor)
  return perform(officer, async (work) => {
    const { code, charges, open, mayDetermine } = await viewFees(work, officer, params.ma)
    const left = toPay(charges)
    const orderId = charges.find((charge) => charge.orderId)?.orderId
    const order = orderId ? await viewOrder(work, { id: orderId }) : undefined
    const receipts = await receiptsOfCharges(
      work,
      charges.map(({ chain }) => chain),
    )
    return {
      code,
      receipts: receipts.map(({ id, series, number }) => ({ id, number: `${series} ${number}` })),
      /** What is paid whole has no receipt: nobody has entered by which tax code the agency collects. */
      isReceiptOwed: receipts.length === 0 && charges.some(({ amount, left }) => amount > 0 && left === 0),
      charges,
      left,
      order: order && (await presentOrder(work, order)),
      orderId: order?.id,
      mayTakeCash: left > 0 && mayTakeCash(work, officer),
      open: mayDetermine ? open : [],
      requestKey: newId(),
      done: { tien: words.cashTaken, muc: words.determined }[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const Amount = z.string().transform((typed, context) => {
  const amount = parseNumber(typed)
  if (amount !== undefined && Number.isSafeInteger(amount)) return amount
  context.addIssue({ code: 'custom', message: m.ui.form.number })
  return z.NEVER
})
const RequestKey = { requestKey: z.uuid() }

export const actions: Actions = {
  ma: async (event) =>
    handleStaffForm(event, z.object({}), async () => {
      const officer = requireCaseHandler(event.locals.actor)
      await perform(officer, async (work) => {
        const { charges } = await viewFees(work, officer, event.params.ma)
        const chargeIds = charges.filter(({ left }) => left > 0).map(({ id }) => id)
        const order = await createOrder(work, { chargeIds })
        if (order.state === 'created') await showOrder(work, { id: order.id })
      })
      redirect(303, `/mot-cua/thu/${event.params.ma}`)
    }),
  'tien-mat': async (event) =>
    handleStaffForm(event, z.object({ amount: Amount, ...RequestKey }), async ({ amount, requestKey }) => {
      const officer = requireCaseHandler(event.locals.actor)
      await perform(officer, async (work) => {
        const { charges } = await viewFees(work, officer, event.params.ma)
        const chargeIds = charges.filter(({ left }) => left > 0).map(({ id }) => id)
        // Pressed twice, it is paid already.
        if (chargeIds.length === 0) return
        const { id: orderId } = await createOrder(work, { chargeIds })
        await takeCash(work, officer, { orderId, amount, requestKey })
      })
      redirect(303, `/mot-cua/thu/${event.params.ma}?xong=tien`)
    }),
  'muc-thu': async (event) =>
    handleStaffForm(
      event,
      z.object({ ...DetermineFee.shape, amount: Amount, ...RequestKey }),
      async ({ requestKey, ...given }) => {
        const officer = requireCaseHandler(event.locals.actor)
        await perform(officer, async (work) => {
          const id = await getOfficerDossierId(work, officer, event.params.ma)
          await determineFee(work, officer, id, given, { requestKey })
        })
        redirect(303, `/mot-cua/thu/${event.params.ma}?xong=muc`)
      },
    ),
}
