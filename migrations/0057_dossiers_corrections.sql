-- The signed result of a dossier that has ended is corrected or replaced: asked for, given up or signed. Nothing of the dossier changes but which
-- document is its result.

create or replace function dossiers.own_kinds() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(distinct kind), '{}')
    from (values ('accept', 'one_stop'), ('ask_supplement', 'one_stop'), ('ask_supplement', 'specialist'),
                 ('answer_supplement', 'applicant'), ('answer_supplement', 'one_stop'), ('refuse', 'one_stop'),
                 ('forward', 'one_stop'), ('forward', 'specialist'), ('propose', 'specialist'), ('take_back', 'specialist'),
                 ('send_back', 'leader'), ('sign', 'leader'), ('extend', 'leader'), ('deliver', 'system'), ('stop', 'system'),
                 ('withdraw', 'applicant'), ('rate', 'applicant'),
                 ('open_prerequisite', 'one_stop'), ('open_prerequisite', 'specialist'),
                 ('settle_prerequisite', 'one_stop'), ('settle_prerequisite', 'specialist'), ('settle_prerequisite', 'applicant'),
                 ('settle_prerequisite', 'system'), ('choose_limit', 'one_stop'), ('choose_limit', 'specialist'),
                 ('ask_correction', 'specialist'), ('drop_correction', 'specialist'), ('drop_correction', 'leader'),
                 ('correct', 'leader')) as may (kind, doer)
   where doer = any (case platform.actor_kind() when 'citizen' then '{applicant}' when 'system' then '{system}' else platform.roles() end);
end;

-- Whoever handed in a paper that was replaced or taken back since is told.
create index paper_by_file on dossiers.paper (sha256);
