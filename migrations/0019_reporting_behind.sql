-- What an opened figure says of a case: who is in charge of it, and what was remarked.
create or replace view reporting.dossier with (security_invoker = false, security_barrier = true) as
  select id, code, service_code, agency_id, handling_agency_id, unit_code, channel, status, submitted_at, accept_by, accepted_at, due_at,
         finished_at, on_time, paused_since, rating, rated_at, assignee_id
    from dossiers.dossier
   where (select platform.sees_province())
      or agency_id = any ((select platform.agencies())::text[]) or handling_agency_id = any ((select platform.agencies())::text[])
      or applicant_id = (select platform.own_id());
comment on view reporting.dossier is 'Dossiers as the operations centre counts them: no name of an applicant, no answer. For who sees the province, and for the agencies and the applicant of each.';

create view reporting.remark with (security_invoker = false, security_barrier = true) as
  select a.dossier_id, a.seq, a.kind, a.at, coalesce(nullif(a.data ->> 'comment', ''), a.data ->> 'reason') as words
    from dossiers.action a join reporting.dossier d on d.id = a.dossier_id
   where a.kind in ('rate', 'extend') and coalesce(nullif(a.data ->> 'comment', ''), a.data ->> 'reason') is not null;
comment on view reporting.remark is 'What a citizen wrote with a rating and what an agency gave as the reason for a later date; for those who see the dossier among the figures.';
grant select on reporting.remark to nhip_app;
