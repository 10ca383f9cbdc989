import { z } from 'zod'
import {
  dropOrder,
  OrderEntry,
  type OrdersView,
  putOrder,
  sendToOrdered,
  takeProposals,
  viewOrders,
} from '#server/modules/documents/index.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import { perform } from '#server/platform/work.ts'
import { dateWords, parseVietnameseDate } from '#shared/dates.ts'
import { BlockId } from '#shared/document/body.ts'
import { m } from '#shared/messages/index.ts'
import { parkedForm } from '#ui/form/staff-form.server.ts'
import { actOnDocument, idOf } from '../act-on-document.server.ts'
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

const at = '/nhiem-vu'

export const actions: Actions = {
  put: actOnDocument(OrderForm, 'put', putOrder, at),
  drop: actOnDocument(z.object({ revision: Revision, orderId: BlockId }), 'drop', dropOrder, at),
  take: actOnDocument(z.object({ revision: Revision }), 'take', takeProposals, at),
  send: actOnDocument(z.object({ revision: Revision }), 'send', sendToOrdered, at),
}
