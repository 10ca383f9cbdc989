-- Payments: what is owed (charges), what is asked (orders) and what happened to it (actions). An order's row is the fold of its
-- actions, kept by the database itself; the ledger, notices and receipts follow in the next migrations.

create schema payments;
grant usage on schema payments to nhip_app;

create function payments.finance_agencies() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
  return case when 'finance' = any (platform.roles()) then platform.agencies() else '{}' end;
comment on function payments.finance_agencies is 'The agencies whose money the officer who acts keeps: those acted for, with the role finance; otherwise none.';
grant execute on function payments.finance_agencies to nhip_app;

create table payments.account (
  id          uuid        primary key,
  agency_id   text        not null,
  fee         text,
  bin         text        not null check (bin ~ '^[0-9]{6}$'),
  number      text        not null check (number ~ '^[0-9A-Za-z]{1,19}$'),
  holder      text        not null check (holder <> ''),
  entered_by  uuid        not null,
  entered_at  timestamptz not null,
  verified_by uuid,
  verified_at timestamptz,
  valid_from  date        not null,
  valid_to    date,
  check ((verified_by is null) = (verified_at is null)),
  constraint verified_by_another check (verified_by <> entered_by),
  check (valid_to >= valid_from)
);
comment on table  payments.account is 'Tài khoản thu: where an agency is paid. Shown to payers only once a second person has verified it; ended, never edited.';
comment on column payments.account.id is 'Its identity.';
comment on column payments.account.agency_id is 'Whose account it is.';
comment on column payments.account.fee is 'The fee it is for; null: any that has none of its own.';
comment on column payments.account.bin is 'The bank, as NAPAS numbers it.';
comment on column payments.account.number is 'The account, as a payment code carries it.';
comment on column payments.account.holder is 'Its holder, as the bank app shows it before paying.';
comment on column payments.account.entered_by is 'Who entered it.';
comment on column payments.account.entered_at is 'When.';
comment on column payments.account.verified_by is 'Who compared it with the bank''s paper: another than who entered it.';
comment on column payments.account.verified_at is 'When.';
comment on column payments.account.valid_from is 'First day of Vietnamese time it is shown.';
comment on column payments.account.valid_to is 'Last day it is shown; money that comes later still finds its order.';
create unique index account_in_use on payments.account (agency_id, coalesce(fee, ''), bin, number) where valid_to is null;
create index account_by_number on payments.account (number, bin);
grant select, insert, update (verified_by, verified_at, valid_to) on payments.account to nhip_app;
alter table payments.account enable row level security;
-- What a payer is shown is anybody's to compare.
create policy public_knowledge on payments.account for select using (verified_at is not null);
create policy to_verify on payments.account for select using (
  agency_id = any ((select payments.finance_agencies())::text[]) or (select platform.is_administrator()));
create policy system on payments.account using ((select platform.is_system()));

create table payments.gateway (
  id         text    primary key check (id ~ '^[a-z0-9-]{1,40}$'),
  kind       text    not null check (kind in ('notice', 'redirect', 'wallet', 'national')),
  name       text    not null check (name <> ''),
  base_url   text,
  merchant   text,
  account_id uuid    references payments.account,
  is_active  boolean not null default true
);
comment on table  payments.gateway is 'Cổng thanh toán: who tells that money came. Its keys lie in keys/ or the environment, never here.';
comment on column payments.gateway.id is 'Its name in addresses: /api/v1/payments/notices/{id}.';
comment on column payments.gateway.kind is 'The shape it speaks: a bank''s notice, a redirect with a server notice, a wallet, the national platform.';
comment on column payments.gateway.name is 'What payers and officers call it.';
comment on column payments.gateway.base_url is 'Where it is asked; the only address ever called for it.';
comment on column payments.gateway.merchant is 'As whom the province is known there.';
comment on column payments.gateway.account_id is 'The account it collects for; null: it carries the account in its notices, or pays out to several.';
comment on column payments.gateway.is_active is 'Offered to payers. Notices of one that is not offered any more are still read.';
grant select, insert, update (name, base_url, merchant, account_id, is_active) on payments.gateway to nhip_app;
alter table payments.gateway enable row level security;
create policy administered on payments.gateway for select using ((select platform.is_administrator()));
create policy system on payments.gateway using ((select platform.is_system()));

create table payments.charge (
  id           uuid        primary key,
  chain        uuid        not null,
  replaces     uuid        unique references payments.charge,
  subject_kind text        not null check (subject_kind ~ '^[a-z_]{1,30}$'),
  subject_id   uuid        not null,
  title        text        not null,
  agency_id    text        not null,
  payer_id     uuid,
  items        jsonb       not null check (jsonb_typeof(items) = 'array'),
  amount       bigint      not null check (amount between 0 and 10000000000),
  due          text        not null check (due in ('filing', 'result')),
  made_at      timestamptz not null,
  check ((replaces is null) = (chain = id))
);
comment on table  payments.charge is 'Khoản thu: what is owed for one subject at one time. Rows are only added: a change is a charge in the place of another, and the last of a chain counts.';
comment on column payments.charge.id is 'Its identity.';
comment on column payments.charge.chain is 'The first charge of its chain: what is paid is paid to the chain.';
comment on column payments.charge.replaces is 'The charge whose place it takes.';
comment on column payments.charge.subject_kind is 'What it is for: dossier.';
comment on column payments.charge.subject_id is 'Which one.';
comment on column payments.charge.title is 'What the payer reads: the code of the dossier. Names nobody.';
comment on column payments.charge.agency_id is 'Who receives it.';
comment on column payments.charge.payer_id is 'The person who owes it.';
comment on column payments.charge.items is 'What it is made of: [{key, name, amount, basis, explanation}].';
comment on column payments.charge.amount is 'The sum of its items, in đồng.';
comment on column payments.charge.due is 'filing: before acceptance; result: before the result is handed over.';
comment on column payments.charge.made_at is 'When.';
create unique index charge_once on payments.charge (subject_kind, subject_id, due, agency_id) where replaces is null;
create index charge_by_chain on payments.charge (chain);
create index charge_by_payer on payments.charge (payer_id, made_at desc) where payer_id is not null;
create index charge_by_agency on payments.charge (agency_id, made_at desc);
grant select, insert on payments.charge to nhip_app;
alter table payments.charge enable row level security;
create policy concerned on payments.charge for select using (
  payer_id = (select platform.own_id())
  or agency_id = any ((select platform.case_agencies())::text[]) or agency_id = any ((select payments.finance_agencies())::text[]));
create policy system on payments.charge using ((select platform.is_system()));

create table payments."order" (
  id         uuid        primary key,
  reference  text        not null unique check (reference ~ '^[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{7}$'),
  agency_id  text        not null,
  account_id uuid        references payments.account,
  payer_id   uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  state      text        not null default 'created' check (state in ('created', 'pending', 'unknown', 'paid', 'partly_paid', 'overpaid', 'expired', 'cancelled', 'refunding', 'refunded')),
  base       text        not null default 'created' check (base in ('created', 'pending', 'unknown', 'expired', 'cancelled')),
  amount     bigint      not null default 0 check (amount >= 0),
  paid       bigint      not null default 0 check (paid between 0 and amount),
  excess     bigint      not null default 0 check (excess >= 0),
  due_back  bigint      not null default 0 check (due_back >= 0),
  refunded   bigint      not null default 0 check (refunded >= 0),
  heir_id    uuid        references payments."order",
  paid_at    timestamptz,
  last_seq   integer     not null default 0
);
comment on table  payments."order" is 'Đơn thanh toán: one request to pay, by one reference. What it is and whose; the rest of the row is the fold of its actions, kept by payments.keep_state.';
comment on column payments."order".id is 'Its identity.';
comment on column payments."order".reference is 'Mã tham chiếu: what stands in the memo of who pays.';
comment on column payments."order".agency_id is 'Who receives the money.';
comment on column payments."order".account_id is 'The account it is to be paid to; null: only at the counter or through a gateway.';
comment on column payments."order".payer_id is 'The person it was made for; null where somebody without an account pays.';
comment on column payments."order".created_at is 'When it was made.';
comment on column payments."order".expires_at is 'Until when it is shown.';
comment on column payments."order".state is 'What its screen says: follows from base and sums.';
comment on column payments."order".base is 'How far it went, money aside.';
comment on column payments."order".amount is 'What it asks, in đồng; less once what it paid for was lessened.';
comment on column payments."order".paid is 'Of the money received, what counts towards amount: held until it is whole, then of the fees.';
comment on column payments."order".excess is 'What lies in suspense on its account: thừa, trùng, đến muộn.';
comment on column payments."order".due_back is 'What is on its way back.';
comment on column payments."order".refunded is 'What was given back.';
comment on column payments."order".heir_id is 'The order that took its place: money that still comes for this one is meant for that.';
comment on column payments."order".paid_at is 'When it was paid whole.';
comment on column payments."order".last_seq is 'The newest action.';
create index order_by_payer on payments."order" (payer_id, created_at desc) where payer_id is not null;
create index order_by_agency on payments."order" (agency_id, created_at desc);
create index order_to_expire on payments."order" (expires_at) where base in ('created', 'pending', 'unknown') and paid = 0;
grant select, insert (id, reference, agency_id, account_id, payer_id, created_at, expires_at) on payments."order" to nhip_app;
alter table payments."order" enable row level security;
create policy concerned on payments."order" for select using (
  payer_id = (select platform.own_id())
  or agency_id = any ((select platform.case_agencies())::text[]) or agency_id = any ((select payments.finance_agencies())::text[]));
create policy seen_by_program on payments."order" for select using ((select platform.is_system()));
create policy made on payments."order" for insert with check ((select platform.is_system()));

-- Nobody may update an order, so nobody may lock one; who settles money must.
create function payments.lock_orders(wanted text[], ids uuid[]) returns setof payments."order"
  language plpgsql volatile security definer rows 1 set search_path = pg_catalog, pg_temp
as $$ begin
  if platform.is_system() then
    return query select * from payments."order" o where o.reference = any (wanted) or o.id = any (ids) order by o.id for update;
  end if;
end $$;
comment on function payments.lock_orders is 'For the program: the orders of these references or identities, locked until its work ends, in one order for all.';
grant execute on function payments.lock_orders to nhip_app;

create table payments.order_item (
  order_id  uuid    not null references payments."order",
  seq       integer not null check (seq >= 1),
  charge_id uuid    not null references payments.charge,
  chain     uuid    not null,
  fee       text    not null,
  amount    bigint  not null check (amount <> 0),
  primary key (order_id, seq, charge_id, fee)
);
comment on table  payments.order_item is 'What an order is for, fee by fee; once it is paid whole, what was paid to each chain of charges. Rows are only added.';
comment on column payments.order_item.order_id is 'The order.';
comment on column payments.order_item.seq is 'The action that brought it: 1, or one that lessened the order.';
comment on column payments.order_item.charge_id is 'The charge it was asked for.';
comment on column payments.order_item.chain is 'Its chain.';
comment on column payments.order_item.fee is 'The key of the item of the charge.';
comment on column payments.order_item.amount is 'In đồng; below zero for what is less than was paid before.';
create index order_item_by_chain on payments.order_item (chain);
grant select, insert on payments.order_item to nhip_app;
alter table payments.order_item enable row level security;
create policy system on payments.order_item using ((select platform.is_system()));
create policy with_its_order on payments.order_item for select using (exists (select from payments."order" o where o.id = order_id));

create table payments.order_action (
  order_id    uuid        not null references payments."order",
  seq         integer     not null check (seq >= 1),
  kind        text        not null check (kind in ('create', 'show', 'go_to', 'lose', 'receive', 'assign', 'hand_on', 'expire', 'supersede', 'cancel', 'lessen', 'ask_refund', 'approve_refund', 'refund_done', 'refund_failed')),
  at          timestamptz not null,
  actor_kind  text        not null,
  actor_id    uuid,
  amount      bigint      not null default 0,
  paid        bigint      not null default 0,
  excess      bigint      not null default 0,
  due_back   bigint      not null default 0,
  refunded    bigint      not null default 0,
  transfer_id uuid,
  data        jsonb       not null default '{}',
  primary key (order_id, seq)
);
comment on table  payments.order_action is 'Việc đã xảy ra với đơn: rows are only added; the state of an order is their fold.';
comment on column payments.order_action.order_id is 'The order.';
comment on column payments.order_action.seq is 'Counted from 1 without gap: of two who act on one state the second is refused.';
comment on column payments.order_action.kind is 'create; show: a code or an account was shown; go_to: the payer went to a gateway; lose: a gateway did not say what became of it; receive: money came; assign: money that lay in suspense; hand_on: its excess went to another order; expire; supersede: another order took its place; cancel; lessen: what it paid for costs less; ask_refund, approve_refund, refund_done, refund_failed.';
comment on column payments.order_action.at is 'When.';
comment on column payments.order_action.actor_kind is 'Who did it, as in the event log.';
comment on column payments.order_action.actor_id is 'The account.';
comment on column payments.order_action.amount is 'By how much it changes what is asked.';
comment on column payments.order_action.paid is 'By how much it changes what counts as paid.';
comment on column payments.order_action.excess is 'By how much it changes what lies in suspense.';
comment on column payments.order_action.due_back is 'By how much it changes what is on its way back.';
comment on column payments.order_action.refunded is 'How much was given back.';
comment on column payments.order_action.transfer_id is 'The money that came.';
comment on column payments.order_action.data is 'Where the money went and by which rule; the gateway; the heir; the reason; the refund.';
grant select, insert on payments.order_action to nhip_app;
alter table payments.order_action enable row level security;
create policy system on payments.order_action using ((select platform.is_system()));
create policy with_its_order on payments.order_action for select using (exists (select from payments."order" o where o.id = order_id));

-- The fold: the same as src/server/modules/payments/fold.ts; a test plays one against the other.

create function payments.state_of(base text, amount bigint, paid bigint, excess bigint, due_back bigint, refunded bigint) returns text
  language sql immutable set search_path = pg_catalog, pg_temp
  return case
    when due_back > 0 then 'refunding'
    when paid > 0 and paid < amount then 'partly_paid'
    when paid > 0 then case when excess > 0 then 'overpaid' else 'paid' end
    when amount = 0 and excess > 0 then 'overpaid'
    when excess > 0 then base
    when refunded > 0 and (amount = 0 or base in ('expired', 'cancelled')) then 'refunded'
    else base end;
comment on function payments.state_of is 'What the screen of an order says, of how far it went and where its money is.';

create function payments.folded(o payments."order", a payments.order_action) returns payments."order"
  language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$ begin
  o.last_seq := a.seq;
  o.amount := o.amount + a.amount;
  o.paid := o.paid + a.paid;
  o.excess := o.excess + a.excess;
  o.due_back := o.due_back + a.due_back;
  o.refunded := o.refunded + a.refunded;
  case a.kind
    when 'show', 'go_to' then o.base := 'pending';
    when 'lose' then o.base := 'unknown';
    when 'receive', 'assign' then
      if a.paid > 0 then
        o.base := 'pending';
        if o.paid = o.amount then o.paid_at := a.at; end if;
      end if;
    when 'expire' then o.base := 'expired';
    when 'supersede' then
      o.base := 'cancelled';
      o.heir_id := (a.data ->> 'heirId')::uuid;
    when 'cancel' then o.base := 'cancelled';
    else null;
  end case;
  o.state := payments.state_of(o.base, o.amount, o.paid, o.excess, o.due_back, o.refunded);
  return o;
end $$;
comment on function payments.folded is 'An order after one more action.';

create function payments.keep_state() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  was payments."order";
  o   payments."order";
begin
  select * into strict was from payments."order" where id = new.order_id for update;
  if new.seq <> was.last_seq + 1 or (new.kind = 'create') <> (was.last_seq = 0) or (case new.kind
    when 'create'    then new.amount > 0 and (new.paid, new.excess, new.due_back, new.refunded) = (0, 0, 0, 0)
    when 'lessen'    then new.amount < 0 and new.paid <= 0 and new.excess = -new.paid and (new.due_back, new.refunded) = (0, 0)
                      and new.paid = case when was.paid = was.amount then new.amount else 0 end
    else new.amount = 0 and case new.kind
      when 'receive' then new.transfer_id is not null and new.paid >= 0 and new.excess >= 0 and new.paid + new.excess > 0
                      and (new.due_back, new.refunded) = (0, 0) and (was.base <> 'cancelled' or new.paid = 0)
      when 'assign'  then new.paid > 0 and (new.due_back, new.refunded) = (0, 0) and was.base <> 'cancelled'
      when 'hand_on' then new.excess < 0 and (new.paid, new.due_back, new.refunded) = (0, 0, 0)
      when 'cancel'  then was.base <> 'cancelled' and was.paid < was.amount
                      and (new.paid, new.excess, new.due_back, new.refunded) = (-was.paid, was.paid, 0, 0)
      when 'supersede' then was.base <> 'cancelled' and was.paid < was.amount and new.data ->> 'heirId' is not null
                      and (new.paid, new.excess, new.due_back, new.refunded) = (-was.paid, was.paid, 0, 0)
      when 'ask_refund'    then new.excess < 0 and (new.paid, new.due_back, new.refunded) = (0, -new.excess, 0)
      when 'refund_done'   then new.due_back < 0 and (new.paid, new.excess, new.refunded) = (0, 0, -new.due_back)
      when 'refund_failed' then new.due_back < 0 and (new.paid, new.excess, new.refunded) = (0, -new.due_back, 0)
      else (new.paid, new.excess, new.due_back, new.refunded) = (0, 0, 0, 0) and case new.kind
        when 'show'      then was.base in ('created', 'unknown')
        when 'go_to'     then was.base in ('created', 'pending', 'unknown') and was.paid < was.amount
        when 'lose'      then was.base = 'pending' and was.paid < was.amount
        when 'expire'    then was.base in ('created', 'pending', 'unknown') and was.paid = 0 and was.amount > 0
        when 'approve_refund' then was.due_back > 0
        else false end end end) is not true then
    raise insufficient_privilege using message = format('%s is no action for an order that is %s', new.kind, was.state);
  end if;
  o := payments.folded(was, new);
  update payments."order"
     set (state, base, amount, paid, excess, due_back, refunded, heir_id, paid_at, last_seq)
       = (o.state, o.base, o.amount, o.paid, o.excess, o.due_back, o.refunded, o.heir_id, o.paid_at, o.last_seq)
   where id = new.order_id;
  return null;
end $$;
comment on function payments.keep_state is 'After an action was added: refuses one that does not follow, and keeps the row of the order equal to the fold.';
create trigger keep_state after insert on payments.order_action for each row execute function payments.keep_state();
