-- Quy chế văn bản của cơ quan: an agency adds rules of its own to those of the province, each from a day on, and ends one from a day on. What was
-- in force on a day that is over stays as it was: rows are only added.
alter table documents.rule add column made_by uuid, add column made_at timestamptz,
  add constraint made_by_an_agency check (made_by is null and made_at is null
    or made_by is not null and made_at is not null and agency_id is not null and agency_kinds is null and valid_to is null
       and valid_from >= (made_at at time zone 'Asia/Ho_Chi_Minh')::date);
comment on column documents.rule.id is 'Its name in the folder of the province, or an identity of its own.';
comment on column documents.rule.rank is 'Of several that fit the lowest is followed, those an agency made before those of the province.';
comment on column documents.rule.made_by is 'Who of the agency made it; null where it is the province''s.';
comment on column documents.rule.made_at is 'When, no later than its first day.';
create index rule_of_agency on documents.rule (agency_id, about) where made_by is not null;

create table documents.rule_end (
  rule_id  text        not null references documents.rule (id),
  from_day date        not null,
  ended_by uuid        not null,
  ended_at timestamptz not null,
  primary key (rule_id, from_day),
  check (from_day >= (ended_at at time zone 'Asia/Ho_Chi_Minh')::date)
);
comment on table  documents.rule_end is 'From a day on a rule an agency made is followed no more; of several the first day counts.';
comment on column documents.rule_end.rule_id is 'The rule.';
comment on column documents.rule_end.from_day is 'The first day it is not followed, never one that was over.';
comment on column documents.rule_end.ended_by is 'Who ended it.';
comment on column documents.rule_end.ended_at is 'When.';

drop policy reloaded on documents.rule;
create policy reloaded on documents.rule for update
  using ((select platform.is_system()) and made_by is null) with check (made_by is null);
drop policy loaded on documents.rule;
create policy loaded on documents.rule for insert with check ((select platform.is_system()) and made_by is null);
create policy made on documents.rule for insert with check (
  agency_id = any ((select documents.own_agencies())::text[]) and made_by = (select platform.account_id())
  and about in ('route', 'seal') and (select platform.roles())::text[] && '{leader}');

grant select, insert on documents.rule_end to nhip_app;
alter table documents.rule_end enable row level security;
create policy anyone on documents.rule_end for select using (true);
create policy ended on documents.rule_end for insert with check (
  ended_by = (select platform.account_id()) and (select platform.roles())::text[] && '{leader}'
  and exists (select from documents.rule r
               where r.id = rule_id and r.made_by is not null and r.agency_id = any ((select documents.own_agencies())::text[])));
