/** Agencies that are paid, charges, orders and money for tests: each test has an agency of its own. */
import { randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { signBody } from '#server/crafts/signed/signed-body.ts'
import { type Citizen, type Officer, system } from '#server/platform/actor.ts'
import { newId } from '#server/platform/id.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { insertAccounts } from './accounts/account-queries.ts'
import { makeCharges } from './charges/make-charges.ts'
import type { ChargeView } from './charges/view-charges.ts'
import { addKey } from './gateways/gateway-keys.ts'
import { insertGateway } from './gateways/gateway-queries.ts'
import { signatureHeader, timeHeader } from './gateways/signed-json.ts'
import { keepBooks } from './keep-books.ts'
import type { ChargeItem } from './model.ts'
import { createOrder } from './orders/create-order.ts'
import type { OrderView } from './orders/view-order.ts'
import { insertCollector } from './receipts/collector-queries.ts'
import { type Incoming, type Settled, settleTransfer } from './settle/settle-transfer.ts'

export interface Till {
  agencyId: string
  account: { bin: string; number: string }
  payer: Citizen
  clerk: Officer
  /** Two of finance, for two eyes. */
  finance: [Officer, Officer]
}

/** An agency with a verified account and a tax code, unless it has none yet, somebody who owes it and those who keep its money. */
export async function aTill({ hasCode = true, agencyId = `till-${randomUUID()}` } = {}): Promise<Till> {
  const account = { bin: '970436', number: String(randomInt(1e12, 9e12)) }
  await perform(system, async ({ tx, now }) => {
    const [enteredBy, verifiedBy] = [randomUUID(), randomUUID()]
    const rest = { fee: null, holder: 'CO QUAN THU', enteredAt: now, verifiedAt: now, validTo: null }
    const dated = { ...rest, enteredBy, verifiedBy, validFrom: '2025-07-01' }
    await insertAccounts(tx, [{ id: newId(), agencyId, ...account, ...dated }])
    const code = { taxCode: '0012345672', letters: 'AA', validFrom: '2026-07-01', isDemo: true }
    if (hasCode)
      await insertCollector(tx, { id: newId(), agencyId, ...code, enteredBy: null, enteredAt: now })
  })
  const finance = () => anOfficer({ agencyId, roles: ['finance'] })
  const clerk = anOfficer({ agencyId, roles: ['one_stop'] })
  return { agencyId, account, payer: aCitizen(), clerk, finance: [finance(), finance()] }
}

export const aFee = (amount: number, key = 'le-phi'): ChargeItem => ({
  key,
  name: `Lệ phí ${key}`,
  amount,
  basis: 'Nghị quyết thử',
  explanation: '',
})

/** What somebody owes at filing, by its fees; a number is one fee. */
export function aCharge(till: Till, fees: number | ChargeItem[], now = new Date()): Promise<ChargeView> {
  return perform(system, (work) => aChargeIn(work, till, fees), { now })
}

async function aChargeIn(
  work: Work,
  { agencyId, payer }: Till,
  fees: number | ChargeItem[],
): Promise<ChargeView> {
  const items = typeof fees === 'number' ? [aFee(fees)] : fees
  const subject = { subjectKind: 'dossier', subjectId: randomUUID(), title: 'H98.1-261129-0001' }
  const owed = { ...subject, agencyId, payerId: payer.id, items: { filing: items } }
  const [charge] = await makeCharges(work, owed)
  if (!charge) throw new Error('No charge was made')
  return charge
}

/** The payer's order for such a charge. */
export function anOrder(
  till: Till,
  fees: number | ChargeItem[] = 15_000,
  now = new Date(),
): Promise<OrderView> {
  return perform(system, (work) => anOrderIn(work, till, fees), { now })
}

async function anOrderIn(work: Work, till: Till, fees: number | ChargeItem[]): Promise<OrderView> {
  const { id } = await aChargeIn(work, till, fees)
  return createOrder(work, { chargeIds: [id] })
}

/** A transfer to the till's account, with the order's reference in its memo. */
export function moneyFor(
  till: Till,
  memo: string,
  amount: number,
  changes: Partial<Incoming> = {},
): Incoming {
  return {
    gateway: 'bank-of-tests',
    channel: 'notice',
    noticeId: null,
    transaction: randomUUID(),
    amount,
    account: till.account,
    memo,
    reference: null,
    paidAt: new Date(),
    payer: { account: '0011223344', bank: '970415' },
    ...changes,
  }
}

export function settle(incoming: Incoming, now = new Date()): Promise<Settled> {
  return perform(system, (work) => keepBooks(work, (books) => settleTransfer(books, incoming)), { now })
}

/** Balances by what the money is, of one agency, entry by entry. */
export async function ledgerOf({ agencyId }: Till): Promise<Record<string, number>> {
  const { rows } = await perform(system, ({ tx }) =>
    sql<{ name: string; amount: number }>`
      select concat_ws(' ', a.kind, nullif(case a.kind when 'bank' then '' else a.sub end, '')) as name,
             sum(e.amount)::bigint as amount
        from payments.entry e join payments.ledger_account a on a.id = e.ledger_account_id
       where a.agency_id = ${agencyId} group by 1 having sum(e.amount) <> 0`.execute(tx),
  )
  return Object.fromEntries(rows.map(({ name, amount }) => [name, amount]))
}

/** A bank that tells of transfers by signed notices. */
export async function aGateway() {
  const id = `bank-${randomUUID().slice(0, 8)}`
  const { secret } = addKey(id, new Date())
  await perform(system, ({ tx }) =>
    insertGateway(tx, {
      id,
      kind: 'notice',
      name: 'Ngân hàng thử',
      baseUrl: null,
      merchant: null,
      accountId: null,
      isActive: true,
    }),
  )
  const signed = (notice: object, key = Buffer.from(secret), at = new Date()) => {
    const raw = JSON.stringify(notice)
    const { timestamp, mac } = signBody(Buffer.from(raw), key, at)
    return { raw, headers: { [timeHeader]: timestamp, [signatureHeader]: mac } }
  }
  const verdicts = async () => {
    const rows = await perform(system, ({ tx }) =>
      tx.selectFrom('payments.notice').select('verdict').where('gateway', '=', id).execute(),
    )
    return rows.map(({ verdict }) => verdict).sort()
  }
  return { id, secret, signed, verdicts }
}
