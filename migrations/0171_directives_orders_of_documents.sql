-- A task has an origin: a figure, as before, or what an issued document tells an agency to do. The latter ends when whoever issued it
-- accepts the report, or with a reason everyone reads.

alter table directives.task
  alter column measure drop not null,
  alter column baseline drop not null,
  alter column target drop not null,
  alter column due_on drop not null,
  add column origin text not null default 'figure' check (origin in ('figure', 'document')),
  add column document_id uuid,
  add column document_symbol text,
  add column order_id text,
  add column issuing_agency_id text,
  add column others jsonb not null default '[]',
  add column other_agency_ids text[] not null default '{}',
  add column term text not null default '',
  add column report_to text not null default '',
  add column condition text not null default '',
  add column end_reason text,
  add constraint of_one_origin check (
    case origin
      when 'figure' then measure is not null and baseline is not null and target is not null and due_on is not null
        and document_id is null and issuing_agency_id is null
      else measure is null and document_id is not null and order_id is not null and issuing_agency_id is not null
    end),
  add constraint ended_with_reason check (origin = 'figure' or status <> 'withdrawn' or length(end_reason) > 0);

comment on column directives.task.origin is 'Whether a figure or an issued document ordered it.';
comment on column directives.task.document_id is 'The issued document whose paragraph orders it; the request key is made of it and of order_id.';
comment on column directives.task.document_symbol is 'Số, ký hiệu of that document.';
comment on column directives.task.order_id is 'The order within that document, by its own name there.';
comment on column directives.task.issuing_agency_id is 'Who issued the document, and accepts or returns reports.';
comment on column directives.task.others is 'Phối hợp, by their names: [{"name", "agencyId"?}].';
comment on column directives.task.other_agency_ids is 'Of those the agencies of this platform, which see the task.';
comment on column directives.task.term is 'The deadline in the words of the document; due_on is the day it means, where it means one.';
comment on column directives.task.report_to is 'To whom it is reported, in the words of the document.';
comment on column directives.task.condition is 'Under which condition it holds, in the words of the document.';
comment on column directives.task.end_reason is 'Why it was taken back.';
create index task_by_document on directives.task (document_id) where document_id is not null;
create index task_by_issuer on directives.task (issuing_agency_id, status, due_on) where issuing_agency_id is not null;
create index task_by_others on directives.task using gin (other_agency_ids) where origin = 'document';
grant update (end_reason) on directives.task to nhip_app;

drop policy seen on directives.task;
create policy seen on directives.task for select using (
  (select platform.sees_province())
  or agency_id = any ((select platform.case_agencies())::text[])
  or (origin = 'document' and (
    agency_id = any ((select documents.own_agencies())::text[])
    or issuing_agency_id = any ((select documents.own_agencies())::text[])
    or other_agency_ids && (select documents.own_agencies())::text[])));
drop policy answered on directives.task;
create policy answered on directives.task for update
  using (agency_id = any ((select platform.case_agencies())::text[])
    or (origin = 'document' and agency_id = any ((select documents.own_agencies())::text[])))
  with check (status = 'reported' and (agency_id = any ((select platform.case_agencies())::text[])
    or (origin = 'document' and agency_id = any ((select documents.own_agencies())::text[]))));
create policy judged on directives.task for update
  using (origin = 'document' and issuing_agency_id = any ((select documents.own_agencies())::text[])
    and 'leader' = any ((select platform.roles())::text[]))
  with check (origin = 'document' and issuing_agency_id = any ((select documents.own_agencies())::text[])
    and 'leader' = any ((select platform.roles())::text[]));
drop policy answered on directives.report;
create policy answered on directives.report for insert with check (
  account_id = (select platform.account_id())
  and exists (select from directives.task t where t.id = task_id and (
    t.agency_id = any ((select platform.case_agencies())::text[])
    or (t.origin = 'document' and t.agency_id = any ((select documents.own_agencies())::text[])))));

create table directives.judgement (
  id          uuid        primary key,
  task_id     uuid        not null references directives.task,
  verdict     text        not null check (verdict in ('accepted', 'returned')),
  account_id  uuid        not null,
  author_name text        not null,
  reason      text        not null,
  at          timestamptz not null,
  check (verdict = 'accepted' or length(reason) > 0)
);
comment on table directives.judgement is 'What whoever issued the document said of a report: accepted, which ends the task, or returned with a reason.';
comment on column directives.judgement.id is 'Its own.';
comment on column directives.judgement.task_id is 'The task whose report was judged.';
comment on column directives.judgement.verdict is 'Accepted or returned.';
comment on column directives.judgement.account_id is 'Who judged it.';
comment on column directives.judgement.author_name is 'Their name at that time.';
comment on column directives.judgement.reason is 'Why it was returned; of an accepted one what they had to say.';
comment on column directives.judgement.at is 'When.';
create index judgement_by_task on directives.judgement (task_id, at);
grant select, insert on directives.judgement to nhip_app;
alter table directives.judgement enable row level security;
create policy with_its_task on directives.judgement for select using (exists (select from directives.task t where t.id = task_id));
create policy judged on directives.judgement for insert with check (
  account_id = (select platform.account_id()) and 'leader' = any ((select platform.roles())::text[])
  and exists (select from directives.task t where t.id = task_id and t.issuing_agency_id = any ((select documents.own_agencies())::text[])));
create policy system on directives.judgement using ((select platform.is_system()));

create or replace view reporting.open_task with (security_invoker = true) as
  select agency_id, service_code, measure, issued_at from directives.task where status in ('open', 'reported') and origin = 'figure';
