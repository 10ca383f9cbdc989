import { randomUUID } from 'node:crypto'
import { all } from '../answers.ts'
import type { RoomRights } from '../rooms.ts'

/** Whose charge it is, who works on cases of the agency, who keeps its money. */
const concerned = 'citizen clerk finance system'
const kept = 'finance system'
const inside = { of: 'true', sees: 'system' }

export const room: RoomRights = {
  rights: {
    'tell of money, signed as a gateway': {
      api: ['POST /payments/notices/{gateway}'],
      who: all('yes'),
    },
  },
  requests: {
    'POST /payments/notices/{gateway}': async () => {
      const { aGateway } = await import('#server/modules/payments/fixtures.ts')
      const { id, signed } = await aGateway()
      const money = { id: randomUUID(), bank: '970436', account: '1', content: 'khong ma', amount: 1000 }
      const notice = { ...money, currency: 'VND', paid_at: new Date().toISOString() }
      return { path: `/payments/notices/${id}`, ...signed(notice) }
    },
  },
  pages: {},
  addresses: {},
  looks: [],
  rows: {
    // Verified: what a payer is shown is anybody's to compare.
    'payments.account': {
      of: `agency_id = '{agency}' and verified_at is not null`,
      sees: 'nobody stranger citizen neighbour clerk elsewhere finance registrar monitor commander chairman administrator client system',
      adds: 'system',
      changes: 'system',
      columns: 'verified_by verified_at valid_to',
    },
    'payments.gateway': {
      of: `id = 'cong-thu'`,
      sees: 'administrator system',
      adds: 'system',
      changes: 'system',
      columns: 'name base_url merchant account_id is_active',
    },
    'payments.charge': { of: `agency_id = '{agency}'`, sees: concerned, adds: 'system' },
    // Its state is the fold of its actions: nobody writes it.
    'payments.order': { of: `agency_id = '{agency}'`, sees: concerned },
    'payments.order_item': {
      of: `order_id in (select id from payments."order" where agency_id = '{agency}')`,
      sees: concerned,
      adds: 'system',
    },
    'payments.order_action': {
      of: `order_id in (select id from payments."order" where agency_id = '{agency}')`,
      sees: concerned,
      adds: 'system',
    },
    'payments.ledger_account': { of: `agency_id = '{agency}'`, sees: kept, adds: 'system' },
    'payments.posting': { of: 'true', sees: kept },
    'payments.entry': { of: 'true', sees: kept },
    'payments.day_sum': {
      of: 'true',
      sees: kept,
      adds: 'system',
      changes: 'system',
      columns: 'amount count',
    },
    'payments.account_sum': {
      of: 'true',
      sees: kept,
      adds: 'system',
      changes: 'system',
      columns: 'amount count',
    },
    'payments.day_sum_place': {
      of: 'true',
      sees: 'nobody stranger citizen neighbour clerk elsewhere finance registrar monitor commander chairman administrator client system',
      changes: 'system',
      columns: 'tx',
    },
    'payments.transfer': { of: `agency_id = '{agency}'`, sees: kept, adds: 'system' },
    'payments.bank_statement': { of: `agency_id = '{agency}'`, sees: kept, adds: 'system' },
    'payments.bank_statement_line': {
      of: `statement_id in (select id from payments.bank_statement where agency_id = '{agency}')`,
      sees: kept,
      adds: 'system',
      // Those that are missing.
      changes: 'system',
      columns: 'state transfer_id decided_by decided_at reason',
    },
    'payments.notice': {
      ...inside,
      of: `gateway = 'cong-thu'`,
      adds: 'system',
      // Those not judged yet.
      changes: 'system',
      columns: 'verdict reason transfer_id judged_at',
    },
    'payments.asking': {
      ...inside,
      adds: 'system',
      changes: 'system',
      columns: 'since tries next_at',
      removes: 'system',
    },
    'payments.suspense': { of: `agency_id = '{agency}'`, sees: kept },
    'payments.suspense_action': {
      of: `suspense_id in (select id from payments.suspense where agency_id = '{agency}')`,
      sees: kept,
      adds: 'system',
    },
    'payments.refund': {
      of: `agency_id = '{agency}'`,
      sees: kept,
      adds: 'system',
      changes: 'system',
      columns:
        'to_bin to_number to_holder account_by account_verified_by approved_by approved_at state evidence ended_at',
    },
    'payments.receipt_series': {
      ...inside,
      of: `agency_id = '{agency}'`,
      adds: 'system',
      columns: 'last',
    },
    'payments.receipt': { of: `agency_id = '{agency}'`, sees: concerned },
    'payments.receipt_action': {
      of: `receipt_id in (select id from payments.receipt where agency_id = '{agency}')`,
      sees: concerned,
      adds: 'system',
    },
  },
  async fill(add, { agency, citizen, clerk }) {
    const [account, charge, order, transfer, suspense, receipt] = Array.from({ length: 6 }, randomUUID)
    await add(
      `insert into payments.account (id, agency_id, bin, number, holder, entered_by, entered_at, verified_by, verified_at, valid_from)
       values ($1, $2, '970436', '1', 'X', $3, now(), gen_random_uuid(), now(), now())`,
      account,
      agency,
      clerk,
    )
    await add(`insert into payments.gateway (id, kind, name) values ('cong-thu', 'notice', 'X')`)
    await add(
      `insert into payments.charge (id, chain, subject_kind, subject_id, title, agency_id, payer_id, items, amount, due, made_at)
       values ($1, $1, 'dossier', gen_random_uuid(), 'X', $2, $3, '[]', 1, 'filing', now())`,
      charge,
      agency,
      citizen,
    )
    await add(
      `insert into payments."order" (id, reference, agency_id, account_id, payer_id, created_at, expires_at)
       values ($1, 'A0000000', $2, $3, $4, now(), now())`,
      order,
      agency,
      account,
      citizen,
    )
    await add(`insert into payments.order_item values ($1, 1, $2, $2, 'x', 1)`, order, charge)
    await add(
      `insert into payments.order_action (order_id, seq, kind, at, actor_kind, amount) values ($1, 1, 'create', now(), 'system', 1)`,
      order,
    )
    await add(
      `insert into payments.ledger_account (agency_id, kind, sub) values ($1, 'cash', ''), ($1, 'held', '')`,
      agency,
    )
    await add(
      `with p as (insert into payments.posting (kind, cause, at) values ('receive', gen_random_uuid(), now()) returning id)
       insert into payments.entry (posting_id, ledger_account_id, amount, day)
       select p.id, a.id, case a.kind when 'cash' then 1 else -1 end, now() from p, payments.ledger_account a where a.agency_id = $1`,
      agency,
    )
    await add(
      `insert into payments.day_sum select id, now(), 1, 1 from payments.ledger_account where agency_id = $1 and kind = 'cash'`,
      agency,
    )
    await add(
      `insert into payments.account_sum select id, 1, 1 from payments.ledger_account where agency_id = $1 and kind = 'cash'`,
      agency,
    )
    await add(
      `insert into payments.transfer (id, gateway, transaction, channel, amount, paid_at, agency_id, arrived_at)
       values ($1, 'cong-thu', '1', 'notice', 1, now(), $2, now())`,
      transfer,
      agency,
    )
    await add(
      `with taken as (
         insert into payments.bank_statement values
           (gen_random_uuid(), $1, $2, 'x.csv', repeat('0', 64), 'x', 'X', now(), now(), 0, 0, gen_random_uuid(), now()) returning id)
       insert into payments.bank_statement_line select id, 1, 'x', '1', 1, now(), '', null, 'missing' from taken`,
      agency,
      account,
    )
    await add(
      `insert into payments.notice (id, gateway, received_at, raw, headers) values (gen_random_uuid(), 'cong-thu', now(), '', '{}')`,
    )
    await add(`insert into payments.asking values ($1, 'cong-thu', now(), 0, now())`, order)
    await add(
      `insert into payments.suspense (id, agency_id, kind, amount, transfer_id, reason, opened_at)
       values ($1, $2, 'unclear', 1, $3, 'no_order', now())`,
      suspense,
      agency,
      transfer,
    )
    await add(
      `insert into payments.suspense_action (suspense_id, seq, kind, at, actor_kind) values ($1, 1, 'return', now(), 'system')`,
      suspense,
    )
    await add(
      `insert into payments.refund (id, agency_id, suspense_id, amount, reason, way, asked_by, asked_at)
       values (gen_random_uuid(), $1, $2, 1, 'X', 'cash', $3, now())`,
      agency,
      suspense,
      clerk,
    )
    await add(`insert into payments.receipt_series values ($1, 'EBL01', '26TAA', 2026, 1)`, agency)
    await add(
      `insert into payments.receipt (id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at, check_code)
       values ($1, $2, 'EBL01', '26TAA', 2026, 1, $3, $4, '[]', 1, 'cash', now(), 'X')`,
      receipt,
      agency,
      order,
      citizen,
    )
    await add(
      `insert into payments.receipt_action (receipt_id, seq, kind, at, actor_kind, reason) values ($1, 1, 'cancel', now(), 'system', 'x')`,
      receipt,
    )
  },
}
