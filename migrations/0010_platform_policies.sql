-- Row policies anew: no row without a proven actor, none of a case for who only administers or watches, none of a citizen's
-- for another. A policy asks for the actor within (select …): once a statement, not once a row. Each asking costs some
-- microseconds, so what is met most often stands first, and one policy says all it can.

-- Old policies made no difference between officers; every one of them goes.
do $$ declare old record; begin
  for old in select schemaname, tablename, policyname from pg_policies
              where schemaname in ('platform', 'identity', 'registry', 'dossiers', 'documents', 'directives', 'notifications')
  loop execute format('drop policy %I on %I.%I', old.policyname, old.schemaname, old.tablename); end loop;
end $$;

-- platform

create policy written_as_oneself on platform.event_log for insert with check (
  concat_ws(' ', actor_kind, actor_id) = (select platform.signs_as()));
create policy read_by_program on platform.event_log for select using ((select platform.is_system()));
create policy read_by_administrator on platform.event_log for select using ((select platform.is_administrator()));
create policy read_by_subject on platform.event_log for select using (
  (select platform.actor_id()) in (subject_id, actor_id));

alter table platform.seal enable row level security;
create policy read_by_administrator on platform.seal for select using ((select platform.is_administrator()));
create policy system on platform.seal using ((select platform.is_system()));

alter table platform.follower enable row level security;
create policy read_by_administrator on platform.follower for select using ((select platform.is_administrator()));
create policy system on platform.follower using ((select platform.is_system()));

alter table platform.idempotency enable row level security;
create policy principal on platform.idempotency using (
  principal = (select case when platform.is_known() then coalesce(platform.actor_id(), '00000000-0000-0000-0000-000000000000') end));
create policy system on platform.idempotency using ((select platform.is_system()));

-- Names no one: bytes by their fingerprint. Whose they are stands where they are used.
do $$ declare held text; begin
  foreach held in array '{platform.file,platform.file_use}'::text[] loop
    execute format('alter table %s enable row level security', held);
    execute format('create policy seen on %s for select using ((select platform.works_with_files()))', held);
    execute format('create policy kept on %s for insert with check ((select platform.works_with_files()))', held);
    -- Of what is seen.
    execute format('create policy used on %s for update using (true) with check ((select platform.works_with_files()))', held);
    execute format('create policy dropped on %s for delete using ((select platform.works_with_files()))', held);
  end loop;
end $$;

create policy owner on platform.upload using (owner_id = (select platform.actor_id()));
create policy system on platform.upload using ((select platform.is_system()));

-- agencies and catalogue: public knowledge, written by the program and by administrators alone

do $$ declare known text; begin
  foreach known in array '{agencies.unit,agencies.unit_succession,agencies.agency,agencies.agency_succession,agencies.position,agencies.appointment,agencies.delegation,agencies.load,catalogue.service,catalogue.service_version,indicators.daily}'::text[] loop
    execute format('alter table %s enable row level security', known);
    execute format('create policy public_knowledge on %s for select using (true)', known);
    execute format('create policy system on %s using ((select platform.is_system()))', known);
  end loop;
end $$;
create policy administrator on agencies.appointment using ((select platform.is_administrator()));
create policy administrator on agencies.delegation using ((select platform.is_administrator()));

-- identity

alter table identity.account enable row level security;
create policy administrator on identity.account using ((select platform.is_administrator()));
create policy own on identity.account using (id = (select platform.account_id()));
create policy system on identity.account using ((select platform.is_system()));

-- Who in office someone is, for whoever is signed in: the name beside what they did. No secret, no citizen.
create view identity.staff with (security_barrier) as
  select id, kind, display_name, status from identity.account
   where kind <> 'citizen' and (select platform.actor_kind()) in ('citizen', 'officer', 'system');
comment on view identity.staff is 'Members of staff and client systems by name, for whoever is signed in.';
grant select on identity.staff to nhip_app;

alter table identity.role_grant enable row level security;
create policy administrator on identity.role_grant using ((select platform.is_administrator()));
create policy colleagues on identity.role_grant for select using ((select platform.actor_kind()) = 'officer');
create policy system on identity.role_grant using ((select platform.is_system()));

do $$ declare held text; begin
  foreach held in array '{passkey,session,api_token}'::text[] loop
    execute format('alter table identity.%I enable row level security', held);
    execute format('create policy administrator on identity.%I using ((select platform.is_administrator()))', held);
    execute format('create policy own on identity.%I using (account_id = (select platform.account_id()))', held);
    execute format('create policy system on identity.%I using ((select platform.is_system()))', held);
  end loop;
end $$;

-- Keys are hashed under the program's own; who has changed a password takes back what was counted.
alter table identity.sign_in_attempt enable row level security;
create policy signed_in on identity.sign_in_attempt using ((select platform.account_id()) is not null);
create policy system on identity.sign_in_attempt using ((select platform.is_system()));
alter table identity.sign_in_state enable row level security;
create policy system on identity.sign_in_state using ((select platform.is_system()));
alter table identity.second_step enable row level security;
create policy system on identity.second_step using ((select platform.is_system()));

-- registry

alter table registry.household enable row level security;
create policy system on registry.household using ((select platform.is_system()));

create policy known on registry.person using ((select platform.may_know_people()) or id = (select platform.own_id()));

create policy office on registry.organisation using ((select platform.may_know_people()));
create policy representative on registry.organisation using (representative_id = (select platform.own_id()));

create policy office on registry.paper using ((select platform.may_know_people()));
create policy owner on registry.paper for select using (owner_id = (select platform.own_id()));

create policy self on registry.consent using (person_id = (select platform.own_id()));
create policy system on registry.consent using ((select platform.is_system()));

create or replace function registry.relatives(of uuid)
  returns table (relation text, id uuid, id_number text, full_name text, born_on date, gender text, ethnicity text,
                 nationality text, address text, unit_code text, died_on date, lives_along boolean, heads_household boolean,
                 source text, updated_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select case p.id when me.father_id then 'father' when me.mother_id then 'mother' when me.spouse_id then 'spouse'
              else case when me.id in (p.father_id, p.mother_id) then 'child' else 'household' end end,
         p.id, p.id_number, p.full_name, p.born_on, p.gender, p.ethnicity, p.nationality, p.address, p.unit_code,
         p.died_on, coalesce(p.household_id = me.household_id, false), p.heads_household, p.source, p.updated_at
    from registry.person me
    join registry.person p on p.id in (me.father_id, me.mother_id, me.spouse_id)
      or p.father_id = me.id or p.mother_id = me.id
      or (p.household_id = me.household_id and p.id <> me.id)
   where me.id = of and ((select platform.is_system()) or (select platform.actor_kind()) = 'citizen' and of = (select platform.own_id()))
   order by p.born_on, p.id;
end;
comment on function registry.relatives is 'A citizen''s own parents, spouse, children and household, for filling in that person''s forms and no one else''s.';
grant execute on function registry.relatives to nhip_app;

-- dossiers

-- A citizen's own, and what an officer at a counter or a client system has filed for people, also at agencies that are not
-- theirs; cases of the agencies worked for; every case; and what such an agency has handed on, which it still finds.
create policy concerned on dossiers.dossier using (
  (select platform.own_id()) in (applicant_id, filed_by)
  or agency_id = any ((select platform.case_agencies())::text[]) or handling_agency_id = any ((select platform.case_agencies())::text[])
  or (select platform.reads_every_case())
  or search @@ (select string_agg(quote_literal('@' || agency), ' | ')::tsquery from unnest(platform.case_agencies()) as agency)
) with check (
  (select platform.files_as()) in ('citizen ' || applicant_id, 'officer ' || filed_by)
  or agency_id = any ((select platform.case_agencies())::text[]) or handling_agency_id = any ((select platform.case_agencies())::text[])
  or (select platform.reads_every_case())
  or search @@ (select string_agg(quote_literal('@' || agency), ' | ')::tsquery from unnest(platform.case_agencies()) as agency));

-- Rows that come with a new dossier are written in one statement with it, before a policy could see it.
create function dossiers.is_stored(wanted uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
as $$ begin return exists (select from dossiers.dossier d where d.id = wanted); end $$;
comment on function dossiers.is_stored is 'Whether there was a dossier of this id when the statement began, whoever may see it.';
grant execute on function dossiers.is_stored to nhip_app;

create policy with_its_dossier on dossiers.action for select using (exists (select from dossiers.dossier d where d.id = dossier_id));
-- As the first row of a dossier it cannot be written twice: the key refuses that. Every other needs the dossier to be one's own.
create policy written_as_oneself on dossiers.action for insert with check (
  actor_kind = (select platform.actor_kind()) and (seq = 1 or exists (select from dossiers.dossier d where d.id = dossier_id)));

create policy with_its_dossier on dossiers.paper for select using (exists (select from dossiers.dossier d where d.id = dossier_id));
create policy written on dossiers.paper for insert with check (
  exists (select from dossiers.dossier d where d.id = dossier_id) or not dossiers.is_stored(dossier_id));

create policy owner on dossiers.draft using (owner_id = (select platform.own_id()));
create policy system on dossiers.draft using ((select platform.is_system()));

-- Sealed under a key only the browser holds; strangers leave here what they had typed.
alter table dossiers.parked_input enable row level security;
create policy known on dossiers.parked_input using ((select platform.is_known()));

alter table dossiers.day_number enable row level security;
create policy public_knowledge on dossiers.day_number for select using (true);
create policy taken on dossiers.day_number for insert with check ((select platform.files_as()) is not null);
create policy counted on dossiers.day_number for update using (true) with check ((select platform.files_as()) is not null);

create policy searched on dossiers.name_word for select using ((select platform.may_know_people()));
create policy written on dossiers.name_word for insert with check ((select platform.files_as()) is not null);

create or replace function dossiers.found(words tsquery, months text[]) returns setof uuid
  language sql stable security definer rows 100 set search_path = ''
  begin atomic
    select d.id from dossiers.dossier d
     where d.search @@ (words && (select string_agg(quote_literal('@' || agency || coalesce('/' || month, '')), ' | ')::tsquery
                                    from unnest(platform.case_agencies()) as agency left join unnest(months) as month on true));
  end;

grant execute on function dossiers.found(tsquery, text[]), dossiers.public_status(text) to nhip_app;

-- The wall and its drill-down, the code of an event's subject: what may be known of a case without reading it.
create or replace view reporting.dossier with (security_invoker = false, security_barrier = true) as
  select id, code, service_code, agency_id, handling_agency_id, unit_code, channel, status, submitted_at, accept_by, accepted_at, due_at,
         finished_at, on_time, paused_since, rating, rated_at
    from dossiers.dossier
   where (select platform.sees_province())
      or agency_id = any ((select platform.agencies())::text[]) or handling_agency_id = any ((select platform.agencies())::text[])
      or applicant_id = (select platform.own_id());
comment on view reporting.dossier is 'Dossiers as the operations centre counts them: no name, no answer. For who sees the province, and for the agencies and the applicant of each.';

-- documents

create policy cases on documents.document using (agency_id = any ((select platform.case_agencies())::text[]));
create policy every on documents.document using ((select platform.reads_every_case()));
create policy owner on documents.document for select using (owner_id = (select platform.own_id()) and status <> 'draft');
create policy only_drafts_vanish on documents.document as restrictive for delete using (status = 'draft');

alter table documents.number_series enable row level security;
create policy cases on documents.number_series using (agency_id = any ((select platform.case_agencies())::text[]));
create policy system on documents.number_series using ((select platform.is_system()));

grant execute on function documents.public_check(text, text) to nhip_app;

-- directives

create policy agency on directives.task using (agency_id = any ((select platform.agencies())::text[]));
create policy province on directives.task using ((select platform.sees_province()));
create policy with_its_task on directives.report using (exists (select from directives.task t where t.id = task_id));

-- notifications

create policy owner on notifications.notice using (person_id = (select platform.own_id()));
create policy system on notifications.notice using ((select platform.is_system()));
