-- As in documents: who acts is asked once a statement.
create or replace function dossiers.own_kinds() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(distinct kind), '{}')
    from (values ('accept', 'one_stop'), ('ask_supplement', 'one_stop'), ('ask_supplement', 'specialist'),
                 ('answer_supplement', 'applicant'), ('answer_supplement', 'one_stop'), ('refuse', 'one_stop'), ('refuse', 'leader'),
                 ('ask_refusal', 'one_stop'), ('drop_refusal', 'one_stop'), ('drop_refusal', 'leader'),
                 ('forward', 'one_stop'), ('forward', 'specialist'), ('propose', 'specialist'), ('take_back', 'specialist'),
                 ('send_back', 'leader'), ('sign', 'leader'), ('extend', 'leader'), ('deliver', 'system'), ('stop', 'system'),
                 ('withdraw', 'applicant'), ('rate', 'applicant'),
                 ('open_prerequisite', 'one_stop'), ('open_prerequisite', 'specialist'),
                 ('settle_prerequisite', 'one_stop'), ('settle_prerequisite', 'specialist'), ('settle_prerequisite', 'applicant'),
                 ('settle_prerequisite', 'system'), ('choose_limit', 'one_stop'), ('choose_limit', 'specialist'),
                 ('ask_correction', 'specialist'), ('drop_correction', 'specialist'), ('drop_correction', 'leader'),
                 ('correct', 'leader'), ('determine_fee', 'one_stop'), ('determine_fee', 'specialist')) as may (kind, doer)
   where doer = any ((select case platform.actor_kind() when 'citizen' then '{applicant}' when 'system' then '{system}'
                                  else platform.roles() end)::text[]);
end;
