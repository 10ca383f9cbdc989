-- Giao quyền ký: whoever holds a position and leads hands its power to sign over, and ends that before its last day. What was in force on a day that is
-- over stays as it was: of what a person wrote rows are only added. What the program wrote has no maker and stays as it was kept until now.
alter table agencies.delegation add column decided_on date, add column made_by uuid, add column made_at timestamptz,
  add constraint delegation_made_by_a_person check (num_nulls(decided_on, made_by, made_at) = 3
    or num_nulls(decided_on, made_by, made_at) = 0 and valid_to >= valid_from
       and valid_from >= (made_at at time zone 'Asia/Ho_Chi_Minh')::date and decided_on <= (made_at at time zone 'Asia/Ho_Chi_Minh')::date);
comment on column agencies.delegation.decided_on is 'The day of the written decision; null where the program wrote it.';
comment on column agencies.delegation.made_by is 'Who handed it over at their page: whoever held the position; null where the program wrote it.';
comment on column agencies.delegation.made_at is 'When, no later than its first day.';
create index delegation_by_position on agencies.delegation (from_position);

create table agencies.delegation_end (
  delegation_id uuid        not null references agencies.delegation,
  from_day      date        not null,
  reason        text        not null check (length(btrim(reason)) > 0),
  ended_by      uuid        not null,
  ended_at      timestamptz not null,
  primary key (delegation_id, from_day),
  check (from_day >= (ended_at at time zone 'Asia/Ho_Chi_Minh')::date)
);
comment on table  agencies.delegation_end is 'From a day on a power that was handed over is in force no more, before its last day; of several the first day counts.';
comment on column agencies.delegation_end.delegation_id is 'The power that was handed over.';
comment on column agencies.delegation_end.from_day is 'The first day without it, never one that was over.';
comment on column agencies.delegation_end.reason is 'Why, or by which paper.';
comment on column agencies.delegation_end.ended_by is 'Who ended it.';
comment on column agencies.delegation_end.ended_at is 'When.';

create function agencies.holds_as_leader(wanted text, moment timestamptz) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select platform.roles() && '{leader}'::text[] and exists (
    select from agencies.appointment a join agencies.position p on p.id = a.position_id
     where p.id = wanted and p.agency_id = any (platform.agencies()) and a.account_id = platform.account_id()
       and (moment at time zone 'Asia/Ho_Chi_Minh')::date between a.valid_from and coalesce(a.valid_to, 'infinity'));
end;
comment on function agencies.holds_as_leader is 'Whether whoever acts leads the agency acted for and holds this position of it on the day of that moment.';
grant execute on function agencies.holds_as_leader to nhip_app;

drop policy system on agencies.delegation;
create policy written on agencies.delegation for insert with check ((select platform.is_system()) and made_by is null);
create policy corrected on agencies.delegation for update
  using ((select platform.is_system()) and made_by is null) with check (made_by is null);
create policy handed_over on agencies.delegation for insert with check (
  made_by = (select platform.account_id()) and agencies.holds_as_leader(from_position, made_at));

grant select, insert on agencies.delegation_end to nhip_app;
alter table agencies.delegation_end enable row level security;
create policy public_knowledge on agencies.delegation_end for select using (true);
create policy ended on agencies.delegation_end for insert with check (
  ended_by = (select platform.account_id())
  and exists (select from agencies.delegation d where d.id = delegation_id and agencies.holds_as_leader(d.from_position, ended_at)));
