/** What a draft orders, as its writer confirms it: kept with the text, version by version. */
import { z } from 'zod'
import { listAgencies } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { BlockId } from '#shared/document/body.ts'
import { newBlockId } from '#shared/document/ids.ts'
import { agencyIdsByName, keyOfName } from '../agency/create-draft.ts'
import { DraftText, type Text } from '../edit/model.ts'
import { keepVersion, saveText } from '../edit/save-draft.ts'
import { agencyUnknown } from '../refusals.ts'
import { DocumentOrder, mostOrders } from './model.ts'
import { proposeOrders } from './propose-orders.ts'
import { orderElsewhere, orderInPast, tooManyOrders } from './refusals.ts'
import { confirmedOf, stillProposed } from './still-proposed.ts'
import { withAllSent } from './unsent.ts'

const name = z.string().trim().min(1).max(300).normalize()

/** An order as a form has it: agencies by their names, in full or in short. */
export const OrderEntry = DocumentOrder.pick({
  blockId: true,
  term: true,
  dueOn: true,
  reportTo: true,
  condition: true,
}).extend({
  /** Of one that is changed. */
  id: BlockId.optional(),
  lead: name,
  others: z.array(name).max(30),
})
export type OrderEntry = z.infer<typeof OrderEntry>

/** The saving a page began from. */
interface Begun {
  revision: number
}

/**
 * Adds an order, or puts it in the place of the one with its id. Refuses a lead that is no agency of today, a block the text has not, a day
 * that is over, more than `mostOrders`, and what `saveDraft` refuses.
 */
export async function putOrder(
  work: Work,
  officer: Officer,
  id: string,
  { revision, ...entry }: OrderEntry & Begun,
): Promise<void> {
  const order = await orderOf(work, entry)
  await saveOrders(work, officer, { id, revision }, ({ content }) => {
    if (!content.body?.content.some(({ attrs }) => attrs.id === order.blockId)) throw orderElsewhere()
    const orders = content.orders ?? []
    return orders.some((one) => one.id === order.id)
      ? orders.map((one) => (one.id === order.id ? order : one))
      : [...orders, order]
  })
}

/** Takes an order out of a draft; once it is gone, it is gone. */
export function dropOrder(
  work: Work,
  officer: Officer,
  id: string,
  { revision, orderId }: { orderId: string } & Begun,
): Promise<void> {
  return saveOrders(work, officer, { id, revision }, ({ content }) =>
    (content.orders ?? []).filter((one) => one.id !== orderId),
  )
}

/** Confirms every proposal whose lead is an agency of today, and leaves the others to be filled in. */
export async function takeProposals(
  work: Work,
  officer: Officer,
  id: string,
  { revision }: Begun,
): Promise<void> {
  const today = localDay(work.now)
  const idByName = await agencyIdsByName(work)
  const names = (await listAgencies(work, today)).map((agency) => agency.name)
  await saveOrders(work, officer, { id, revision }, ({ content }) => {
    const orders = content.orders ?? []
    const proposed = content.body ? proposeOrders(content.body, names, today) : []
    const taken = stillProposed(proposed, orders).flatMap((one) => confirmedOf(one, idByName, today) ?? [])
    return [...orders, ...taken]
  })
}

/** Lets everyone who is told something receive the document, and Nơi nhận say so. */
export async function sendToOrdered(
  work: Work,
  officer: Officer,
  id: string,
  { revision }: Begun,
): Promise<void> {
  await saveText(work, officer, { id, revision }, async (now, { agencyId }) => {
    const content = withAllSent(agencyId, now.content)
    DraftText.shape.recipients.parse(content.recipients)
    return { ...now, content }
  })
  await keepVersion(work, officer, id)
}

async function saveOrders(
  work: Work,
  officer: Officer,
  begun: { id: string } & Begun,
  change: (now: Text) => DocumentOrder[],
): Promise<void> {
  await saveText(work, officer, begun, async (now) => {
    const orders = change(now)
    if (orders.length > mostOrders) throw tooManyOrders()
    return { ...now, content: { ...now.content, orders } }
  })
  await keepVersion(work, officer, begun.id)
}

async function orderOf(work: Work, { id, lead, others, ...written }: OrderEntry): Promise<DocumentOrder> {
  const idByName = await agencyIdsByName(work)
  const agencyId = idByName.get(keyOfName(lead))
  if (!agencyId) throw agencyUnknown({ name: lead })
  if (written.dueOn && written.dueOn < localDay(work.now)) throw orderInPast()
  const named = others.map((one) => ({ name: one, agencyId: idByName.get(keyOfName(one)) }))
  return { ...written, id: id ?? newBlockId(), lead: { agencyId, name: lead }, others: named }
}
