-- Sums of days grow with the years: 500 accounts have 180,000 of them after one, and a balance added them all. What they come to is
-- kept beside them, by the same follower and up to the same transaction.

create table payments.account_sum (
  ledger_account_id integer primary key references payments.ledger_account,
  amount            bigint  not null,
  count             bigint  not null check (count > 0)
) with (fillfactor = 50);
comment on table  payments.account_sum is 'Cộng tài khoản: all the entries of one account, up to payments.day_sum_place. Kept with the sums of days.';
comment on column payments.account_sum.ledger_account_id is 'The account.';
comment on column payments.account_sum.amount is 'Debits less credits, in đồng.';
comment on column payments.account_sum.count is 'How many entries.';
grant select, insert, update (amount, count) on payments.account_sum to nhip_app;
alter table payments.account_sum enable row level security;
create policy kept on payments.account_sum for select using (
  exists (select from payments.ledger_account a where a.id = ledger_account_id and a.agency_id = any ((select payments.finance_agencies())::text[])));
create policy system on payments.account_sum using ((select platform.is_system()));

insert into payments.account_sum
select ledger_account_id, sum(amount), sum(count) from payments.day_sum group by ledger_account_id;

create or replace function payments.sum_days() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$ begin
  if not platform.is_system() then return; end if;
  with place as (
    update payments.day_sum_place p set tx = pg_snapshot_xmin(pg_current_snapshot())
      from (select tx as since from payments.day_sum_place for update) as before
    returning before.since, p.tx as until),
  news as materialized (
    select e.ledger_account_id, e.day, sum(e.amount) as amount, count(*) as count
      from payments.entry e
     where e.tx >= (select since from place) and e.tx < (select until from place)
     group by e.ledger_account_id, e.day),
  days as (
    insert into payments.day_sum as d (ledger_account_id, day, amount, count)
    select ledger_account_id, day, amount, count from news
    on conflict (ledger_account_id, day) do update
       set amount = d.amount + excluded.amount, count = d.count + excluded.count)
  insert into payments.account_sum as s (ledger_account_id, amount, count)
  select ledger_account_id, sum(amount), sum(count) from news group by ledger_account_id
  on conflict (ledger_account_id) do update
     set amount = s.amount + excluded.amount, count = s.count + excluded.count;
end $$;
