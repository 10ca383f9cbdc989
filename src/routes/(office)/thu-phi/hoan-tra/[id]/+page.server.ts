import { error, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import {
  approveRefund,
  declineRefund,
  failRefund,
  getRefund,
  recordRefundSent,
  refundCashAtCounter,
} from '#server/modules/payments/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { bankName } from '#shared/banks.ts'
import { formatDateTime, localDay } from '#shared/dates.ts'
import { Day } from '#shared/day.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const words = m.payments.finance.refunds

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireRole(locals.actor, 'finance')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const refund = await getRefund(work, officer, params.id)
    const { id, amount, reason, state, way, askedBy, approvedBy, askedAt, reference } = refund
    const names = await namesOfStaff(work, [askedBy, ...(approvedBy ? [approvedBy] : [])])
    const isToVerify = way === 'bank' && !refund.accountKnown
    return {
      id,
      amount,
      reason,
      state,
      way,
      stateWords: words.states[state] ?? state,
      // Whoever verifies an account types it from the payer's paper, not from this page.
      to: [
        words.ways[way] ?? way,
        ...(isToVerify || !refund.toNumber ? [] : [bankName(refund.toBin ?? ''), refund.toNumber]),
      ].join(' · '),
      isToVerify,
      asked: [names.get(askedBy), formatDateTime(askedAt)].filter(Boolean).join(', '),
      approved: approvedBy ? (names.get(approvedBy) ?? '') : '',
      reference: reference ?? '',
      isOwn: askedBy === officer.id,
      today: localDay(work.now),
      done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const Reason = z.object({ reason: printedText({ min: 5, max: 500 }) })

function act<Input>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>,
) {
  return (event: RequestEvent) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireRole(event.locals.actor, 'finance')
      await perform(officer, (work) => task(work, officer, event.params.id, input))
      redirect(303, `/thu-phi/hoan-tra/${event.params.id}?xong=${done}`)
    })
}

export const actions: Actions = {
  duyet: act(
    z.object({ bin: z.string().max(6).default(''), number: z.string().max(19).default('') }),
    'duyet',
    (work, officer, id, { bin, number }) =>
      approveRefund(work, officer, id, { account: number ? { bin, number } : undefined }),
  ),
  'khong-duyet': act(Reason, 'khong-duyet', declineRefund),
  chuyen: act(z.object({ transaction: z.string().min(1).max(100), sentOn: Day }), 'chuyen', recordRefundSent),
  quay: act(z.object({}), 'quay', (work, officer, id) => refundCashAtCounter(work, officer, id)),
  hong: act(Reason, 'hong', failRefund),
}
