/** What is owed is written once; a change is a charge in the place of another, never an edit. */
import { isDeepStrictEqual } from 'node:util'
import { newId } from '#server/platform/id.ts'
import type { Work } from '#server/platform/work.ts'
import { formatNumber } from '#shared/money.ts'
import {
  type Charge,
  insertCharges,
  listCharges,
  lockChains,
  type StandingCharge,
  type Subject,
} from '../books/charge-queries.ts'
import { chargeMade } from '../events.ts'
import { type Books, keepBooks } from '../keep-books.ts'
import { ChargeItem, type Due, mostOfCharge } from '../model.ts'
import { chargeTooLarge } from '../refusals.ts'
import { meetCharge } from './meet-charge.ts'
import { type ChargeView, viewOfCharge } from './view-charges.ts'

export interface ToCharge extends Subject {
  /** What the payer reads: the code of a dossier. Names nobody. */
  title: string
  /** Who receives it. */
  agencyId: string
  /** The person who owes it. */
  payerId: string | null
  items: Partial<Record<Due, readonly ChargeItem[]>>
}

/** Makes a charge for each time at which something is due, also where a waiver leaves nothing of it. Repeating it changes nothing. */
export async function makeCharges(work: Work, toCharge: ToCharge): Promise<ChargeView[]> {
  return keepBooks(work, async (books) => {
    const wanted = chargesFor(books, toCharge)
    const [made, charges] = await Promise.all([insertCharges(books.tx, wanted), standing(books, toCharge)])
    for (const charge of wanted) if (made.includes(charge.id)) books.tell(factOf(charge))
    return charges
  })
}

/**
 * Makes what is owed for a subject what it is now. Of what has changed a charge takes the place of the former: more is asked by
 * the order that is open or by the next; of what was paid too much the surplus lies in suspense, to be given back.
 */
export async function replaceCharges(work: Work, toCharge: ToCharge): Promise<ChargeView[]> {
  return keepBooks(work, async (books) => {
    const known = await listCharges(books.tx, { subject: toCharge })
    await lockChains(
      books.tx,
      known.map(({ chain }) => chain),
    )
    const before = await listCharges(books.tx, { subject: toCharge })
    for (const wanted of chargesFor(books, toCharge, ['filing', 'result'])) {
      const ofDue = before.filter(({ due }) => due === wanted.due)
      // What another agency was paid before stays its own; what it only asked it asks no more.
      const former =
        ofDue.find(({ agencyId }) => agencyId === wanted.agencyId) ?? ofDue.find(({ paid }) => paid > 0)
      await replace(books, wanted, former)
      for (const other of ofDue) {
        if (other === former || other.paid > 0 || other.amount === 0) continue
        const nothing = { ...wanted, id: newId(books.now.getTime()), items: [], amount: 0 }
        await replace(books, nothing, other)
      }
    }
    return standing(books, toCharge)
  })
}

async function replace(books: Books, wanted: Charge, former: StandingCharge | undefined): Promise<void> {
  if (former ? isDeepStrictEqual(former.items, wanted.items) : wanted.items.length === 0) return
  const { chain = wanted.id, id: replaces = null, agencyId = wanted.agencyId } = former ?? {}
  const charge = { ...wanted, chain, replaces, agencyId }
  await insertCharges(books.tx, [charge])
  books.tell(factOf(charge))
  if (former)
    await meetCharge(books, {
      ...charge,
      paid: former.paid,
      orderId: former.orderId,
      held: former.held,
      orderLeft: former.orderLeft,
    })
}

function chargesFor(books: Books, toCharge: ToCharge, dues?: readonly Due[]): Charge[] {
  const { subjectKind, subjectId, title, agencyId, payerId, items: byDue } = toCharge
  return (dues ?? (Object.keys(byDue) as Due[])).flatMap((due) => {
    const asked = byDue[due] ?? []
    if (!dues && asked.length === 0) return []
    const amount = asked.reduce((sum, item) => sum + item.amount, 0)
    // Of an officer, who determines what a fee or a duty amounts to.
    if (amount > mostOfCharge) throw chargeTooLarge({ most: formatNumber(mostOfCharge) })
    const items = asked.map((item) => ChargeItem.parse(item))
    const id = newId(books.now.getTime())
    const shared = { subjectKind, subjectId, title, agencyId, payerId }
    return [{ id, chain: id, replaces: null, ...shared, items, amount, due, madeAt: books.now }]
  })
}

async function standing(books: Books, subject: Subject): Promise<ChargeView[]> {
  const charges: StandingCharge[] = await listCharges(books.tx, { subject })
  return charges.map(viewOfCharge).reverse()
}

function factOf({ id, chain, replaces, subjectKind, subjectId, agencyId, amount, due }: Charge) {
  return chargeMade(id, { subjectKind, subjectId, chain, replaces, agencyId, amount, due })
}
