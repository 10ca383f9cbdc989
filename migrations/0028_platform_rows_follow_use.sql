-- Rows that were wider than their use: an order is given by who commands and answered by who was ordered, numbers go up by
-- one, and an allowance is counted by the program alone.

-- platform

drop policy own_begun on platform.budget;
drop policy own_used on platform.budget;

-- Nobody signed in, nothing kept: all strangers would be one.
drop policy principal on platform.idempotency;
create policy principal on platform.idempotency using (principal = (select platform.actor_id()));

-- dossiers: a day's sequence goes up by one; back by one only from a number that no dossier bears.

create function dossiers.is_numbered(agency text, day date, number integer) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from dossiers.dossier d join agencies.agency a on a.id = agency
     where d.code = concat(a.code, '-', to_char(day, 'YYMMDD'), '-', lpad(number::text, greatest(4, length(number::text)), '0')));
end;
comment on function dossiers.is_numbered is 'Whether a dossier bears this number of this agency''s day.';
grant execute on function dossiers.is_numbered to nhip_app;

drop policy taken on dossiers.day_number;
drop policy counted on dossiers.day_number;
create policy taken on dossiers.day_number for insert with check (last = 1 and (select platform.files_as()) is not null);
create policy counted on dossiers.day_number for update using (true) with check ((select platform.files_as()) is not null);
revoke update on dossiers.day_number from nhip_app;
grant update (last) on dossiers.day_number to nhip_app;
create function dossiers.keep_sequence() returns trigger
  language plpgsql set search_path = ''
as $$ begin
  if row_security_active(tg_relid) and (new.last <> old.last - 1 or dossiers.is_numbered(old.agency_id, old.day, old.last)) then
    raise insufficient_privilege using message = 'a daily sequence goes up by one';
  end if;
  return new;
end $$;
comment on function dossiers.keep_sequence is 'Before an update that is no step up: allows giving back a number that no dossier bears.';
create trigger keep_sequence before update on dossiers.day_number for each row when (new.last <> old.last + 1)
  execute function dossiers.keep_sequence();

-- directives

drop policy agency on directives.task;
drop policy province on directives.task;
create policy seen on directives.task for select using (
  agency_id = any ((select platform.agencies())::text[]) or (select platform.sees_province()));
create policy ordered on directives.task for insert with check (
  status = 'open' and closed_at is null and issued_by = (select platform.account_id())
  and (select platform.sees_province()) and 'commander' = any ((select platform.roles())::text[]));
create policy answered on directives.task for update using (agency_id = any ((select platform.case_agencies())::text[]))
  with check (status = 'reported' and agency_id = any ((select platform.case_agencies())::text[]));
create policy taken_back on directives.task for update using (
  (select platform.sees_province()) and 'commander' = any ((select platform.roles())::text[])) with check (
  status = 'withdrawn' and (select platform.sees_province()) and 'commander' = any ((select platform.roles())::text[]));
create policy system on directives.task using ((select platform.is_system()));
revoke update on directives.task from nhip_app;
grant update (status, closed_at) on directives.task to nhip_app;
create trigger only_by_program before update on directives.task for each row when (old.status in ('closed', 'withdrawn'))
  execute function platform.only_by_program();

drop policy with_its_task on directives.report;
create policy with_its_task on directives.report for select using (exists (select from directives.task t where t.id = task_id));
create policy answered on directives.report for insert with check (
  account_id = (select platform.account_id())
  and exists (select from directives.task t where t.id = task_id and t.agency_id = any ((select platform.case_agencies())::text[])));
create policy system on directives.report using ((select platform.is_system()));
