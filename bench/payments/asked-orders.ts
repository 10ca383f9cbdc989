/** Orders that are asked for, written as plain rows, and the bank's notices of their money. */
import { randomInt, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { signBody } from '#server/crafts/signed/signed-body.ts'
import { referenceCount, referenceOf } from '#server/crafts/vietqr/reference.ts'
import type { Question } from '../load.ts'

export const gateway = 'demo-bank'

export interface AskedOrder {
  id: string
  reference: string
  bin: string
  number: string
}

/** The next reference to give: a data folder may keep those of an earlier run. */
let next = randomInt(referenceCount - 1_000_000)

/** Orders of two fees at every agency of the demo, each with a charge of the same identity. As the owner of the tables. */
export async function askFor(owner: pg.Client, count: number): Promise<AskedOrder[]> {
  const { rows: accounts } = await owner.query<{
    id: string
    agency_id: string
    bin: string
    number: string
  }>('select id, agency_id, bin, number from payments.account order by agency_id')
  const made = Array.from({ length: count }, (_, index) => {
    const { id: account, ...at } = accounts[index % accounts.length] ?? {
      id: '',
      agency_id: '',
      bin: '',
      number: '',
    }
    return { id: randomUUID(), reference: referenceOf(next++), account, ...at }
  })
  const rows = `jsonb_to_recordset($1) as o (id uuid, reference text, account uuid, agency_id text)`
  const items = `'[{"key":"phi","name":"Phí","amount":10000,"basis":"","explanation":""},{"key":"le-phi","name":"Lệ phí","amount":5000,"basis":"","explanation":""}]'::jsonb`
  for (let from = 0; from < made.length; from += 5000) {
    const part = [JSON.stringify(made.slice(from, from + 5000))]
    await owner.query(
      `insert into payments.charge (id, chain, subject_kind, subject_id, title, agency_id, items, amount, due, made_at)
       select id, id, 'bench', id, 'H57.16.02-261129-0001', agency_id, ${items}, 15000, 'filing', now() from ${rows}`,
      part,
    )
    await owner.query(
      `insert into payments."order" (id, reference, agency_id, account_id, created_at, expires_at)
       select id, reference, agency_id, account, now(), now() + interval '3 days' from ${rows}`,
      part,
    )
    await owner.query(
      `insert into payments.order_action (order_id, seq, kind, at, actor_kind, amount)
       select id, 1, 'create', now(), 'system', 15000 from ${rows}`,
      part,
    )
    await owner.query(
      `insert into payments.order_item
       select id, 1, id, id, fee.key, fee.amount from ${rows}, (values ('phi', 10000), ('le-phi', 5000)) as fee (key, amount)`,
      part,
    )
  }
  await owner.query('analyze')
  return made
}

let told = 0

/** The bank tells that an order was paid exactly, each time as another transaction. */
export function noticeOf({ reference, bin: bank, number: account }: AskedOrder, key: Uint8Array): Question {
  const money = { id: randomUUID(), bank, account, amount: 15_000, currency: 'VND' }
  const content = `CT DEN:${++told} NGUYEN VAN A CHUYEN TIEN ${reference} GD 554${told}`
  const body = JSON.stringify({ ...money, content, paid_at: new Date().toISOString() })
  const { timestamp, mac } = signBody(Buffer.from(body), key, new Date())
  const signature = { 'x-timestamp': timestamp, 'x-signature': mac }
  const headers = { 'content-type': 'application/json', ...signature }
  return { method: 'POST', path: `/api/v1/payments/notices/${gateway}`, headers, body }
}
