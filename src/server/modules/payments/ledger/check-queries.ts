/** Looks through the books for what does not agree with itself; for `npm run verify`, as the owner of the tables. */
import type { ClientBase } from 'pg'
import { chargeMade, orderCreated, posted, receiptDue, receiptEnded, receiptSigned } from '../events.ts'

export type BookFault =
  /** A posting whose entries do not sum to zero, or that has none. */
  | 'unbalanced'
  /** A posting that is not what its fact in the sealed log says. */
  | 'changed_posting'
  /** A fact of a posting that is not there. */
  | 'missing_posting'
  /** Money that came and was not posted, or with another amount. */
  | 'unposted_transfer'
  /** A charge that is not the sum of its items, or not what its fact says. */
  | 'changed_charge'
  /** An order that is not the sum of its actions, or not what its fact says. */
  | 'changed_order'
  /** A fact of an order that is not there. */
  | 'missing_order'
  /** An order whose entries say something else than its sums. */
  | 'order_off_ledger'
  /** Money in suspense of an agency, by its kind, of which the entries say something else. */
  | 'suspense_off_ledger'
  /** A series of receipts with a gap or a number too many. */
  | 'receipt_gap'
  /** An order whose receipt was due, and neither is there nor owed. */
  | 'missing_receipt'
  /** A receipt that is not the sum of its items, or not what its actions and facts say. */
  | 'changed_receipt'
  /** The sum of an account's day is not that of its entries, or the account's not that of its days. */
  | 'wrong_day_sum'
  /** Money on its way between two orders that did not arrive. */
  | 'in_transit'

export interface FoundFault {
  fault: BookFault
  /** What it is about: identity, reference, or name of a series. */
  what: string
}

/** Most of each kind that are named. */
const most = 20

const checks: Record<BookFault, string> = {
  unbalanced: `
    select p.id::text as what from payments.posting p left join payments.entry e on e.posting_id = p.id
     group by p.id having coalesce(sum(e.amount), 1) <> 0`,
  changed_posting: `
    select p.id::text as what
      from payments.posting p
      left join platform.event_log f on f.name = '${posted.eventName}' and f.subject_id = p.cause
      left join lateral (
        select jsonb_agg(jsonb_build_array(e.ledger_account_id, e.amount) order by e.ledger_account_id) as entries, min(e.day) as day
          from payments.entry e where e.posting_id = p.id) is_now on true
     where is_now.entries is distinct from (
             select jsonb_agg(told order by (told ->> 0)::int) from jsonb_array_elements(f.data::jsonb -> 'entries') as told)
        or is_now.day::text is distinct from f.data ->> 'day' or p.order_id::text is distinct from f.data ->> 'orderId'`,
  missing_posting: `
    select f.subject_id::text as what from platform.event_log f
     where f.name = '${posted.eventName}' and not exists (select from payments.posting p where p.cause = f.subject_id)`,
  unposted_transfer: `
    select t.transaction as what from payments.transfer t
      left join payments.posting p on p.cause = t.id
      left join lateral (
        select sum(e.amount) as amount from payments.entry e join payments.ledger_account a on a.id = e.ledger_account_id
         where e.posting_id = p.id and a.kind in ('bank', 'cash', 'gateway')) lies on true
     where lies.amount is distinct from t.amount`,
  changed_charge: `
    select concat_ws(' ', c.title, c.due) as what
      from payments.charge c
      left join platform.event_log f on f.name = '${chargeMade.eventName}' and f.subject_id = c.id
     where (c.amount::text, c.agency_id, c.chain::text) is distinct from (f.data ->> 'amount', f.data ->> 'agencyId', f.data ->> 'chain')
        or c.amount <> (select coalesce(sum((item ->> 'amount')::bigint), 0) from jsonb_array_elements(c.items) item)`,
  changed_order: `
    select o.reference as what from payments."order" o
      left join lateral (
        select sum(amount) as amount, sum(paid) as paid, sum(excess) as excess, sum(due_back) as due_back,
               sum(refunded) as refunded, max(seq) as seq, count(*) as count
          from payments.order_action a where a.order_id = o.id) did on true
      left join platform.event_log f on f.name = '${orderCreated.eventName}' and f.subject_id = o.id
     where (o.reference, o.agency_id) is distinct from (f.data ->> 'reference', f.data ->> 'agencyId')
        or (o.amount, o.paid, o.excess, o.due_back, o.refunded, o.last_seq::bigint)
           is distinct from (did.amount, did.paid, did.excess, did.due_back, did.refunded, did.count)
        or did.seq <> did.count or o.state <> payments.state_of(o.base, o.amount, o.paid, o.excess, o.due_back, o.refunded)`,
  missing_order: `
    select f.data ->> 'reference' as what from platform.event_log f
     where f.name = '${orderCreated.eventName}' and not exists (select from payments."order" o where o.id = f.subject_id)`,
  order_off_ledger: `
    select o.reference as what from payments."order" o
      left join lateral (
        select sum(e.amount) filter (where a.kind in ('held', 'fee')) as paid,
               sum(e.amount) filter (where a.kind = 'suspense') as excess,
               sum(e.amount) filter (where a.kind = 'refund_due') as due_back
          from payments.posting p join payments.entry e on e.posting_id = p.id
          join payments.ledger_account a on a.id = e.ledger_account_id
         where p.order_id = o.id) is_now on true
     where (coalesce(is_now.paid, 0), coalesce(is_now.excess, 0), coalesce(is_now.due_back, 0))
           <> (-o.paid, -o.excess, -o.due_back)`,
  suspense_off_ledger: `
    select concat_ws(' ', agency_id, kind) as what
      from (select agency_id, kind, sum(amount) as amount from payments.suspense where state in ('open', 'proposed') group by 1, 2) s
      full join (
        select a.agency_id, a.sub as kind, -sum(e.amount) as amount
          from payments.ledger_account a join payments.entry e on e.ledger_account_id = a.id
         where a.kind = 'suspense' group by 1, 2) is_now using (agency_id, kind)
     where coalesce(s.amount, 0) <> coalesce(is_now.amount, 0)`,
  receipt_gap: `
    select concat_ws(' ', s.agency_id, s.form, s.series) as what from payments.receipt_series s
      left join payments.receipt r using (agency_id, form, series, year)
     group by s.agency_id, s.form, s.series, s.year, s.last
    having count(r.number) <> s.last or max(r.number) <> s.last`,
  missing_receipt: `
    select distinct o.reference as what
      from platform.event_log f join payments."order" o on o.id = (f.data ->> 'orderId')::uuid
     where f.name = '${receiptDue.eventName}'
       and not exists (select from payments.receipt r where r.order_id = o.id)
       and not exists (select from payments.receipt_owed w where w.order_id = o.id)`,
  changed_receipt: `
    select concat_ws(' ', r.agency_id, r.series, r.number) as what
      from payments.receipt r
      left join lateral (
        select count(*) as count, max(a.data ->> 'pdf') as pdf, max(a.data ->> 'xml') as xml,
               coalesce(max(case a.kind when 'cancel' then 'cancelled' when 'replace' then 'replaced' end),
                        max(case a.kind when 'sign' then 'signed' end), 'numbered') as state
          from payments.receipt_action a where a.receipt_id = r.id) did on true
     where (r.last_seq::bigint, r.pdf, r.xml, r.state) is distinct from (did.count, did.pdf, did.xml, did.state)
        or r.amount <> (select coalesce(sum((item ->> 'amount')::bigint), 0) from jsonb_array_elements(r.items) item)
        or exists (
             select from platform.event_log f
              where f.subject_id = r.id and f.name in ('${receiptSigned.eventName}', '${receiptEnded.eventName}')
                and (f.data ->> 'orderId', f.data ->> 'series', f.data ->> 'number')
                    is distinct from (r.order_id::text, r.series, r.number::text))`,
  wrong_day_sum: `
    select concat_ws(' ', a.agency_id, a.kind, a.sub, coalesce(d.day, e.day)::text) as what
      from payments.day_sum d
      full join (
        select ledger_account_id, day, sum(amount) as amount, count(*) as count from payments.entry
         where tx < (select tx from payments.day_sum_place) group by 1, 2) e
        on (e.ledger_account_id, e.day) = (d.ledger_account_id, d.day)
      join payments.ledger_account a on a.id = coalesce(d.ledger_account_id, e.ledger_account_id)
     where (d.amount, d.count::bigint) is distinct from (e.amount, e.count)
    union all
    select concat_ws(' ', a.agency_id, a.kind, a.sub) from payments.account_sum s
      full join (
        select ledger_account_id, sum(amount) as amount, sum(count) as count from payments.day_sum group by 1) d using (ledger_account_id)
      join payments.ledger_account a on a.id = ledger_account_id
     where (s.amount, s.count) is distinct from (d.amount, d.count)`,
  in_transit: `
    select a.agency_id as what from payments.ledger_account a join payments.entry e on e.ledger_account_id = a.id
     where a.kind = 'transit' group by a.agency_id having sum(e.amount) <> 0`,
}

/** Everything that does not agree, of one moment; the first 20 of each kind. Whoever asks owns the tables. */
export async function checkBooks(client: Pick<ClientBase, 'query'>): Promise<FoundFault[]> {
  const { rows: rooms } = await client.query(`select where to_regclass('payments.posting') is not null`)
  // A copy from before there were payments.
  if (rooms.length === 0) return []
  const found: FoundFault[] = []
  await client.query('begin isolation level repeatable read read only')
  try {
    for (const [fault, question] of Object.entries(checks) as [BookFault, string][]) {
      const { rows } = await client.query<{ what: string }>(`${question} limit ${most}`)
      found.push(...rows.map(({ what }) => ({ fault, what })))
    }
  } finally {
    await client.query('rollback')
  }
  return found
}
