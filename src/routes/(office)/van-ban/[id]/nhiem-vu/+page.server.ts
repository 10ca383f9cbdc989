import { redirect } from '@sveltejs/kit'
import { z } from 'zod'
import {
  documentNotFound,
  dropOrder,
  OrderEntry,
  type OrdersView,
  putOrder,
  sendToOrdered,
  takeProposals,
  viewOrders,
} from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { isId } from '#server/platform/id.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { dateWords, parseVietnameseDate } from '#shared/dates.ts'
import { BlockId } from '#shared/document/body.ts'
import { m } from '#shared/messages/index.ts'
import { handleStaffForm, parkedForm } from '#ui/form/staff-form.server.ts'
import { lines } from '../lines.ts'
import type { Actions, PageServerLoad } from './$types'

const words = m.documents.orders

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const officer = requireDocumentHandler(locals.actor)
  const id = idOf(params)
  const view = await perform(officer, (work) => viewOrders(work, officer, id))
  return {
    ...present(view),
    done: words.done[url.searchParams.get('xong') ?? ''] ?? '',
    parked: await parkedForm({ url, cookies }, officer),
  }
}

function present({ document, revision, mayWrite, orders, proposed, blocks, agencies, unsent }: OrdersView) {
  return {
    id: document.id,
    subject: document.subject,
    isIssued: document.status === 'issued',
    revision,
    mayWrite,
    agencies: agencies.slice(0, 1000),
    unsent,
    blocks: blocks.map(({ id, label, text }) => ({ value: id, label: shortened([label, text]) })),
    orders: orders.map((order) => ({
      ...fieldsOf({
        ...order,
        lead: order.lead.name,
        others: order.others.map(({ name }) => name),
      }),
      id: order.id,
      from: order.words === '' ? words.blockGone : shortened([order.cited, order.words]),
      isGone: order.words === '',
    })),
    proposed: proposed.map((one, index) => ({
      ...fieldsOf(one),
      id: `de-xuat-${index + 1}`,
      from: shortened([one.cited, one.words]),
      isInferred: one.isYearInferred,
      isKnown: one.isKnown,
    })),
  }
}

const shortened = (parts: string[]) => {
  const line = parts.filter(Boolean).join(' ').replace(/\s+/g, ' ')
  return line.length > 240 ? `${line.slice(0, 239)}…` : line
}

/** The places of a form, filled. */
function fieldsOf(order: Omit<OrderEntry, 'id'>) {
  const { blockId, lead, others, term, dueOn, reportTo, condition } = order
  const [year = '', month = '', day = ''] = dueOn?.split('-') ?? []
  return {
    fields: { blockId, lead, others: others.join('\n'), term, day, month, year, reportTo, condition },
    due: dueOn ? dateWords(dueOn) : '',
  }
}

const Revision = z.coerce.number().int().min(0)
const box = z.string().max(40).default('')

/** An order as its form posts it: the day in three boxes, empty where the text names none. */
const OrderForm = z
  .object({
    revision: Revision,
    id: BlockId.optional(),
    blockId: BlockId,
    lead: z.string().trim().min(1).max(300),
    others: z.string().max(4000).default('').transform(lines),
    term: z.string().trim().max(200).default(''),
    due: z.object({ day: box, month: box, year: box }).default({ day: '', month: '', year: '' }),
    reportTo: z.string().trim().max(300).default(''),
    condition: z.string().trim().max(500).default(''),
  })
  .transform(({ due, ...rest }, context) => {
    if (Object.values(due).every((part) => part === '')) return { ...rest, dueOn: null }
    const day = parseVietnameseDate(due)
    if (day.ok) return { ...rest, dueOn: day.day }
    context.addIssue({ code: 'custom', path: ['due'], message: day.message })
    return z.NEVER
  })
  .pipe(OrderEntry.extend({ revision: z.number() }))

/** Reads one form and does it for the officer, then shows the page again with what was done. */
function act<Input>(
  schema: z.ZodType<Input>,
  done: string,
  task: (work: Work, officer: Officer, id: string, input: Input) => Promise<unknown>,
): Actions[string] {
  return (event) =>
    handleStaffForm(event, schema, async (input) => {
      const officer = requireDocumentHandler(event.locals.actor)
      const id = idOf(event.params as { id: string })
      await perform(officer, (work) => task(work, officer, id, input))
      redirect(303, `/van-ban/${id}/nhiem-vu?xong=${done}`)
    })
}

export const actions: Actions = {
  put: act(OrderForm, 'put', putOrder),
  drop: act(z.object({ revision: Revision, orderId: BlockId }), 'drop', dropOrder),
  take: act(z.object({ revision: Revision }), 'take', takeProposals),
  send: act(z.object({ revision: Revision }), 'send', sendToOrdered),
}

function idOf(params: { id: string }): string {
  if (!isId(params.id)) throw documentNotFound()
  return params.id
}
