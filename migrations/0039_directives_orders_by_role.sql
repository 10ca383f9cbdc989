-- What nobody's day needs: orders and citizens' remarks for an administrator, orders and figures of an agency for a client system
-- that files there, uploads for whoever files nothing.

create or replace function platform.sees_province() returns boolean language sql stable
  return platform.acting(9) is not null and (platform.is_system() or platform.roles() && '{monitor,commander}');

drop policy seen on directives.task;
create policy seen on directives.task for select using (
  agency_id = any ((select platform.case_agencies())::text[]) or (select platform.sees_province()));

create or replace view reporting.dossier with (security_invoker = false, security_barrier = true) as
  select id, code, service_code, agency_id, handling_agency_id, unit_code, channel, status, submitted_at, accept_by, accepted_at, due_at,
         finished_at, on_time, paused_since, rating, rated_at, assignee_id
    from dossiers.dossier
   where (select platform.sees_province()) or (select platform.is_administrator())
      or agency_id = any ((select platform.case_agencies())::text[]) or handling_agency_id = any ((select platform.case_agencies())::text[])
      or applicant_id = (select platform.own_id());
comment on view reporting.dossier is 'Dossiers as the operations centre counts them: no name of an applicant, no answer. For who watches the province, for an administrator, whose log names codes, and for those who work on each and its applicant.';

create or replace view reporting.remark with (security_invoker = false, security_barrier = true) as
  select a.dossier_id, a.seq, a.kind, a.at, coalesce(nullif(a.data ->> 'comment', ''), a.data ->> 'reason') as words
    from dossiers.action a join reporting.dossier d on d.id = a.dossier_id
   where a.kind in ('rate', 'extend') and coalesce(nullif(a.data ->> 'comment', ''), a.data ->> 'reason') is not null
     and ((select platform.sees_province()) or (select platform.is_administrator()) is not true);
comment on view reporting.remark is 'What a citizen wrote with a rating and what an agency gave as the reason for a later date; for those who see the dossier among the figures, not for an administrator.';

drop policy owner_begins on platform.upload;
create policy owner_begins on platform.upload for insert with check (
  owner_id = (select platform.actor_id()) and sha256 is null and (select platform.files_as()) is not null);
