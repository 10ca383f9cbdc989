/** Orders of the installation this process is pointed at, shown to payers, as JSON: open-orders.ts COUNT FILE. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { perform } from '#server/facts.ts'
import { createOrder, makeCharges, showOrder } from '#server/modules/payments/index.ts'
import { aPerson } from '#server/modules/registry/fixtures.ts'
import { system } from '#server/platform/actor.ts'
import { pool } from '#server/platform/database/database.ts'
import { aCitizen } from '#tests/people.ts'
import type { OrderToPay } from './payments.ts'

/** Of few agencies, so that many are paid at one account at once. */
const agencies = ['ubnd-phuong-thuan-hoa', 'ubnd-phuong-vy-da', 'ubnd-xa-a-luoi-2']

async function openOne(count: number): Promise<OrderToPay> {
  const payer = aCitizen({ id: (await aPerson()).id })
  const agencyId = agencies[count % agencies.length] ?? ''
  const fee = {
    key: 'copyFee',
    name: 'Phí bản sao',
    amount: 8_000 * (1 + (count % 5)),
    basis: '',
    explanation: '',
  }
  const subject = { subjectKind: 'chaos', subjectId: randomUUID(), title: 'H57.16.02-261129-0001' }
  const made = await perform(system, (work) =>
    makeCharges(work, { ...subject, agencyId, payerId: payer.id, items: { filing: [fee] } }),
  )
  const { reference, amount, account } = await perform(payer, async (work) => {
    const order = await createOrder(work, { chargeIds: made.map(({ id }) => id) })
    await showOrder(work, { id: order.id })
    return order
  })
  if (!account) throw new Error(`${agencyId} is paid nowhere`)
  return { reference, amount, bin: account.bin, account: account.number }
}

const orders: OrderToPay[] = []
const rest = Array.from({ length: Number(process.argv[2]) }, (_, index) => index).values()
const open = async () => {
  for (const count of rest) orders.push(await openOne(count))
}
await Promise.all(Array.from({ length: 8 }, open))
writeFileSync(process.argv[3] ?? '', JSON.stringify(orders))
await pool.end()
