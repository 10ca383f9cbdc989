-- Row policies let no comparison of transaction numbers before them, so that no index of entries by transaction serves under them:
-- each look at what is not summed up yet read every entry there is. The program asks by functions of the owner's instead.

create function payments.sums_since(accounts integer[], before date)
  returns table (ledger_account_id integer, amount bigint, count bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
begin atomic
  -- By the index of transactions first, whatever the planner thinks of the accounts.
  with since as materialized (
    select e.ledger_account_id, e.amount, e.day from payments.entry e
     where (select platform.is_system()) and e.tx >= (select p.tx from payments.day_sum_place p))
  select s.ledger_account_id, sum(s.amount)::bigint, count(*)
    from since s
   where s.ledger_account_id = any (accounts) and s.day < coalesce(before, 'infinity')
   group by s.ledger_account_id;
end;
comment on function payments.sums_since is 'For the program: of these accounts what the sums of days do not have yet, of days before this one; of the moment of the statement that asks.';
revoke all on function payments.sums_since(integer[], date) from public;
grant execute on function payments.sums_since(integer[], date) to nhip_app;

create function payments.sum_days() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$ begin
  if not platform.is_system() then return; end if;
  with place as (
    update payments.day_sum_place p set tx = pg_snapshot_xmin(pg_current_snapshot())
      from (select tx as since from payments.day_sum_place for update) as before
    returning before.since, p.tx as until)
  insert into payments.day_sum as d (ledger_account_id, day, amount, count)
  select e.ledger_account_id, e.day, sum(e.amount), count(*)
    from payments.entry e
   where e.tx >= (select since from place) and e.tx < (select until from place)
   group by e.ledger_account_id, e.day
  on conflict (ledger_account_id, day) do update
     set amount = d.amount + excluded.amount, count = d.count + excluded.count;
end $$;
comment on function payments.sum_days is 'For the program: adds the entries of every transaction that can no longer be overtaken to the sums of days, once.';
revoke all on function payments.sum_days() from public;
grant execute on function payments.sum_days() to nhip_app;
