import { error, redirect } from '@sveltejs/kit'
import { z } from 'zod'
import { namesOfStaff } from '#server/modules/identity/index.ts'
import {
  askRefund,
  confirmSuspense,
  isAccountNeeded,
  PayerAccount,
  proposeSuspense,
  statementOf,
  viewOrder,
  viewSuspense,
  withdrawProposal,
} from '#server/modules/payments/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { bankName } from '#shared/banks.ts'
import { formatDateTime } from '#shared/dates.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { m } from '#shared/messages/index.ts'
import { normalise } from '#shared/text/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const words = m.payments.finance

/** One amount that is nobody's charge yet, with all that is known of it. */
export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireRole(locals.actor, 'finance')
  if (!isId(params.id)) error(404, { message: m.ui.errors.notFound.title })
  return perform(officer, async (work) => {
    const { money, actions } = await viewSuspense(work, officer, params.id)
    const names = await namesOfStaff(
      work,
      actions.flatMap(({ actorId }) => actorId ?? []),
    )
    const told = money.transferId ? await statementOf(work, officer, money.transferId) : undefined
    const nameOf = (id: string | null) => (id && names.get(id)) || ''
    return {
      id: money.id,
      kind: words.kinds[money.kind] ?? money.kind,
      amount: money.amount,
      reason: words.reasons[money.reason] ?? '',
      state: money.state,
      stateWords: words.waiting.states[money.state] ?? '',
      at: formatDateTime(money.paidAt ?? money.openedAt),
      // Without marks that turn or hide what follows: anybody may have written it.
      memo: normalise(money.memo ?? ''),
      isAccountKnown: !(await isAccountNeeded(work, money)),
      from: [money.payerBank && bankName(money.payerBank), money.payerAccount].filter(Boolean).join(' · '),
      transaction: money.transaction ?? '',
      told: told && {
        href: `/thu-phi/sao-ke/${told.statementId}`,
        text: m.payments.statements.told(told.fileName, told.line),
      },
      reference: money.reference ?? '',
      near: money.near ?? '',
      proposed: money.proposedReference
        ? words.waiting.proposed(nameOf(money.proposedBy), money.proposedReference)
        : '',
      isOwnProposal: money.proposedBy === officer.id,
      history: actions.map(({ kind, at, actorId, reason }) => ({
        title: words.waiting.acts[kind] ?? kind,
        by: nameOf(actorId),
        detail: reason ?? undefined,
        at: formatDateTime(at),
      })),
      done: words.waiting.done[url.searchParams.get('xong') ?? ''] ?? '',
      parked: await parkedForm({ url, cookies }, officer),
    }
  })
}

const Reason = printedText({ min: 5, max: 500 })

function act<Input>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>,
) {
  return (event: RequestEvent) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireRole(event.locals.actor, 'finance')
      await perform(officer, (work) => task(work, officer, event.params.id, input))
      redirect(303, `/thu-phi/tien-cho/${event.params.id}?xong=${done}`)
    })
}

export const actions: Actions = {
  gan: act(
    z.object({ reference: z.string().max(40), reason: Reason }),
    'gan',
    async (work, officer, id, given) => {
      const reference = given.reference.replace(/[\s.]/g, '').toUpperCase()
      const order = await viewOrder(work, { reference })
      await proposeSuspense(work, officer, { suspenseId: id, orderId: order.id, reason: given.reason })
    },
  ),
  'xac-nhan': act(z.object({}), 'da-gan', (work, officer, id) => confirmSuspense(work, officer, id)),
  hoan: act(
    z.object({
      reason: Reason,
      bin: z.string().max(6),
      number: z.string().max(19),
      holder: z.string().max(100),
    }),
    'hoan-tra',
    (work, officer, suspenseId, { reason, ...typed }) => {
      const account = PayerAccount.safeParse({ ...typed, holder: typed.holder.toUpperCase() })
      return askRefund(work, officer, {
        suspenseId,
        reason,
        account: account.success ? account.data : undefined,
      })
    },
  ),
  bo: act(z.object({ reason: Reason }), '', (work, officer, suspenseId, { reason }) =>
    withdrawProposal(work, officer, { suspenseId, reason }),
  ),
}
