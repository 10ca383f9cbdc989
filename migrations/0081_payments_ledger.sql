-- The ledger: double entry, only ever added to. Balances are sums of days kept by a follower plus the entries since; nothing is
-- updated while posting.

create table payments.ledger_account (
  id        integer generated always as identity primary key,
  agency_id text    not null,
  kind      text    not null check (kind in ('bank', 'cash', 'gateway', 'fee', 'held', 'suspense', 'refund_due', 'transit')),
  sub       text    not null default '',
  unique (agency_id, kind, sub)
);
comment on table  payments.ledger_account is 'Tài khoản sổ: one for each agency and what its money is. Made on demand.';
comment on column payments.ledger_account.id is 'Its number.';
comment on column payments.ledger_account.agency_id is 'Whose money.';
comment on column payments.ledger_account.kind is 'bank, cash, gateway: where it lies; fee: what it is for; held: part of an order not whole yet; suspense: what people must look at; refund_due: on its way back; transit: from one order to another, always zero after a work.';
comment on column payments.ledger_account.sub is 'bank: BIN/number; gateway: its id; fee: the key of the fee; suspense: surplus, duplicate, late, unclear.';
grant select, insert on payments.ledger_account to nhip_app;
alter table payments.ledger_account enable row level security;
create policy kept on payments.ledger_account for select using (
  agency_id = any ((select payments.finance_agencies())::text[]));
create policy system on payments.ledger_account using ((select platform.is_system()));

create table payments.posting (
  id          bigint      generated always as identity primary key,
  tx          xid8        not null default pg_current_xact_id(),
  kind        text        not null check (kind ~ '^[a-z_]{1,30}$'),
  order_id    uuid        references payments."order",
  transfer_id uuid,
  cause       uuid        not null unique,
  at          timestamptz not null
);
comment on table  payments.posting is 'Bút toán: one for each event that moves money.';
comment on column payments.posting.id is 'Counted on; gaps mean nothing.';
comment on column payments.posting.tx is 'The transaction that wrote it, and all its entries.';
comment on column payments.posting.kind is 'What moved it: receive, assign, cancel, lessen, ask_refund, refund_done, refund_failed.';
comment on column payments.posting.order_id is 'The order it is about.';
comment on column payments.posting.transfer_id is 'The money that came.';
comment on column payments.posting.cause is 'What it was posted for: the same cause is never posted twice.';
comment on column payments.posting.at is 'When.';
create index posting_by_order on payments.posting (order_id) where order_id is not null;
grant select, insert (kind, order_id, transfer_id, cause, at) on payments.posting to nhip_app;
alter table payments.posting enable row level security;
create policy system on payments.posting using ((select platform.is_system()));

create table payments.entry (
  posting_id        bigint  not null references payments.posting,
  ledger_account_id integer not null references payments.ledger_account,
  amount            bigint  not null check (amount <> 0),
  day               date    not null,
  tx                xid8    not null default pg_current_xact_id(),
  primary key (posting_id, ledger_account_id)
);
comment on table  payments.entry is 'Định khoản: one side of a posting. Rows are only added; those of one posting sum to zero.';
comment on column payments.entry.posting_id is 'The posting.';
comment on column payments.entry.ledger_account_id is 'The account.';
comment on column payments.entry.amount is 'In đồng: above zero debit (nợ), below zero credit (có).';
comment on column payments.entry.day is 'The day of Vietnamese time.';
comment on column payments.entry.tx is 'The transaction that wrote it: those older than every open one are in the sums of days.';
create index entry_by_account on payments.entry (ledger_account_id, day, posting_id);
create index entry_since on payments.entry (tx);
grant select, insert (posting_id, ledger_account_id, amount, day) on payments.entry to nhip_app;
alter table payments.entry enable row level security;
create policy kept on payments.entry for select using (
  exists (select from payments.ledger_account a where a.id = ledger_account_id and a.agency_id = any ((select payments.finance_agencies())::text[])));
create policy system on payments.entry using ((select platform.is_system()));

create policy kept on payments.posting for select using (
  (select payments.finance_agencies()) <> '{}' and exists (select from payments.entry e where e.posting_id = id));

create function payments.is_balanced() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  total numeric;
  is_one boolean;
begin
  select sum(e.amount), bool_and(e.tx = p.tx) into total, is_one
    from payments.posting p join payments.entry e on e.posting_id = p.id where p.id = new.posting_id;
  if total <> 0 or not is_one then
    raise integrity_constraint_violation using message = format('the entries of posting %s do not balance', new.posting_id);
  end if;
  return null;
end $$;
comment on function payments.is_balanced is 'At commit: the entries of a posting sum to zero, and were written together with it.';
create constraint trigger is_balanced after insert on payments.entry deferrable initially deferred
  for each row execute function payments.is_balanced();

create table payments.day_sum (
  ledger_account_id integer not null references payments.ledger_account,
  day               date    not null,
  amount            bigint  not null,
  count             integer not null check (count > 0),
  primary key (ledger_account_id, day)
);
comment on table  payments.day_sum is 'Cộng ngày: the entries of one account and day, up to payments.day_sum_place. Kept by a follower.';
comment on column payments.day_sum.ledger_account_id is 'The account.';
comment on column payments.day_sum.day is 'The day of Vietnamese time.';
comment on column payments.day_sum.amount is 'Debits less credits, in đồng.';
comment on column payments.day_sum.count is 'How many entries.';
grant select, insert, update (amount, count) on payments.day_sum to nhip_app;
alter table payments.day_sum enable row level security;
create policy kept on payments.day_sum for select using (
  exists (select from payments.ledger_account a where a.id = ledger_account_id and a.agency_id = any ((select payments.finance_agencies())::text[])));
create policy system on payments.day_sum using ((select platform.is_system()));

create table payments.day_sum_place (
  only_one boolean primary key default true check (only_one),
  tx       xid8    not null
);
comment on table  payments.day_sum_place is 'Entries of transactions before this one are in the sums of days, all others are not.';
comment on column payments.day_sum_place.only_one is 'There is one row.';
comment on column payments.day_sum_place.tx is 'The first transaction that is not summed up.';
insert into payments.day_sum_place (tx) values ('0');
grant select, update (tx) on payments.day_sum_place to nhip_app;
alter table payments.day_sum_place enable row level security;
create policy public_knowledge on payments.day_sum_place for select using (true);
create policy system on payments.day_sum_place for update using ((select platform.is_system()));
