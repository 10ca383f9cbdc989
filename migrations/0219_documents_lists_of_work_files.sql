-- Danh mục hồ sơ: the work files an agency means to keep in a year, written by its clerk and approved by whoever leads it (NĐ 30/2020/NĐ-CP Điều 28).

create table documents.file_plan (
  agency_id   text        not null,
  year        integer     not null check (year between 2000 and 2999),
  begun_by    uuid        not null,
  begun_at    timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  primary key (agency_id, year),
  check ((approved_at is null) = (approved_by is null))
);
comment on table  documents.file_plan is 'Danh mục hồ sơ of an agency for a year. Once approved its entries stay as they are, and further ones are additions with their day.';
comment on column documents.file_plan.agency_id is 'Whose it is.';
comment on column documents.file_plan.year is 'Of which year.';
comment on column documents.file_plan.begun_by is 'The clerk who began it.';
comment on column documents.file_plan.begun_at is 'When.';
comment on column documents.file_plan.approved_by is 'Who leads the agency and approved it; null while it is written.';
comment on column documents.file_plan.approved_at is 'When.';

create table documents.plan_entry (
  id           uuid        primary key,
  agency_id    text        not null,
  year         integer     not null,
  heading      text        not null,
  code         text        not null check (code <> ''),
  title        text        not null check (title <> ''),
  retention    text        not null,
  responsible  uuid        not null,
  note         text        not null,
  added_by     uuid        not null,
  added_at     timestamptz not null,
  work_file_id uuid        references documents.work_file,
  foreign key (agency_id, year) references documents.file_plan,
  unique (agency_id, year, code),
  unique (agency_id, year, work_file_id)
);
comment on table  documents.plan_entry is 'A line of such a list: a work file that is to be kept, in the legal columns (NĐ 30/2020/NĐ-CP Phụ lục V).';
comment on column documents.plan_entry.id is 'Its identity; in the order in which they were written.';
comment on column documents.plan_entry.agency_id is 'Whose list it stands in.';
comment on column documents.plan_entry.year is 'Of which year.';
comment on column documents.plan_entry.heading is 'Đề mục it stands under; empty where the list has none.';
comment on column documents.plan_entry.code is 'Số và ký hiệu hồ sơ.';
comment on column documents.plan_entry.title is 'Tiêu đề hồ sơ.';
comment on column documents.plan_entry.retention is 'Its class of province/viet-nam/retention.json: thời hạn bảo quản.';
comment on column documents.plan_entry.responsible is 'Người lập hồ sơ.';
comment on column documents.plan_entry.note is 'Ghi chú.';
comment on column documents.plan_entry.added_by is 'The clerk who wrote it.';
comment on column documents.plan_entry.added_at is 'When: of an addition to an approved list its day.';
comment on column documents.plan_entry.work_file_id is 'The work file that was opened from it, or goes on from the year before; null: none yet.';
create index plan_entry_by_file on documents.plan_entry (work_file_id) where work_file_id is not null;

alter table documents.work_file add column responsible uuid;
comment on column documents.work_file.responsible is 'Who answers for it as the list of its year says; null: whoever opened it.';

-- What was approved stays, for everyone.

create function documents.keep_file_plan() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if tg_op = 'DELETE' or old.approved_at is not null
     or (new.agency_id, new.year, new.begun_by, new.begun_at) is distinct from (old.agency_id, old.year, old.begun_by, old.begun_at) then
    raise insufficient_privilege using message = 'a list of work files is approved once, and never removed';
  end if;
  if not exists (select from documents.plan_entry e where e.agency_id = new.agency_id and e.year = new.year) then
    raise insufficient_privilege using message = 'a list without entries is not approved';
  end if;
  return new;
end $$;
comment on function documents.keep_file_plan is 'Before a list of work files changes: it is approved once, with entries in it.';
revoke all on function documents.keep_file_plan() from public;
create trigger keep_file_plan before update or delete on documents.file_plan for each row execute function documents.keep_file_plan();

create function documents.keep_plan_entry() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  entry documents.plan_entry := case when tg_op = 'DELETE' then old else new end;
  plan documents.file_plan;
begin
  -- Whoever approves the list comes after, and sees this, or came before.
  select * into plan from documents.file_plan p where p.agency_id = entry.agency_id and p.year = entry.year for share;
  if plan.approved_at is not null and (tg_op = 'DELETE' or tg_op = 'INSERT' and entry.added_at < plan.approved_at) then
    raise insufficient_privilege using message = 'an approved list stays as it is; an addition bears its day';
  end if;
  if tg_op = 'UPDATE' then
    if (new.id, new.agency_id, new.year, new.added_by, new.added_at) is distinct from (old.id, old.agency_id, old.year, old.added_by, old.added_at)
       or old.work_file_id is not null and new.work_file_id is distinct from old.work_file_id then
      raise insufficient_privilege using message = 'an entry stays in its list, and its work file with it';
    end if;
    if (new.heading, new.code, new.title, new.retention, new.responsible, new.note)
         is distinct from (old.heading, old.code, old.title, old.retention, old.responsible, old.note)
       and (plan.approved_at is not null or not platform.roles() && '{clerk}') then
      raise insufficient_privilege using message = 'an entry is rewritten by a clerk, before the list is approved';
    end if;
  end if;
  if tg_op <> 'DELETE' and entry.work_file_id is not null
     and not exists (select from documents.work_file f where f.id = entry.work_file_id and f.agency_id = entry.agency_id) then
    raise insufficient_privilege using message = 'the work file is of another agency';
  end if;
  return entry;
end $$;
comment on function documents.keep_plan_entry is 'Before an entry changes: freely by a clerk until the list is approved; then it is only added, with its day, and given its work file once.';
revoke all on function documents.keep_plan_entry() from public;
create trigger keep_plan_entry before insert or update or delete on documents.plan_entry for each row execute function documents.keep_plan_entry();

-- Who may.

grant select, insert on documents.file_plan, documents.plan_entry to nhip_app;
grant update (approved_by, approved_at) on documents.file_plan to nhip_app;
grant update (heading, code, title, retention, responsible, note, work_file_id), delete on documents.plan_entry to nhip_app;

alter table documents.file_plan enable row level security;
create policy own on documents.file_plan for select using (agency_id = any ((select documents.own_agencies())::text[]));
create policy begun on documents.file_plan for insert with check (
  begun_by = (select platform.account_id()) and approved_at is null
  and (select platform.roles())::text[] && '{clerk}' and agency_id = any ((select documents.own_agencies())::text[]));
-- By whoever leads the agency, as its rules are made (decision 149).
create policy approved on documents.file_plan for update
  using (agency_id = any ((select documents.own_agencies())::text[]))
  with check (approved_by = (select platform.account_id()) and (select platform.roles())::text[] && '{leader}' and exists (
    select from agencies.appointment h join agencies.position p on p.id = h.position_id
     where h.account_id = approved_by and p.agency_id = any ((select documents.own_agencies())::text[])
       and p.signs and coalesce(p.authority, '') not in ('TL.', 'TUQ.')
       and (approved_at at time zone 'Asia/Ho_Chi_Minh')::date between h.valid_from and coalesce(h.valid_to, 'infinity')));

alter table documents.plan_entry enable row level security;
create policy own on documents.plan_entry for select using (agency_id = any ((select documents.own_agencies())::text[]));
create policy added on documents.plan_entry for insert with check (
  added_by = (select platform.account_id())
  and (select platform.roles())::text[] && '{clerk}' and agency_id = any ((select documents.own_agencies())::text[]));
create policy changed on documents.plan_entry for update
  using (agency_id = any ((select documents.own_agencies())::text[]))
  with check (agency_id = any ((select documents.own_agencies())::text[]));
create policy removed on documents.plan_entry for delete
  using ((select platform.roles())::text[] && '{clerk}' and agency_id = any ((select documents.own_agencies())::text[]));
