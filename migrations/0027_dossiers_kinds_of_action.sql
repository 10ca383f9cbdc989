-- An action of a dossier is written by the kind of actor whose part it is, at the agency that has the dossier.

-- The state has a thirteenth part: the roles at the agency acted for.
create or replace function platform.act_as(claim text, proof bytea) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  k     platform.actor_key;
  part  text[] := string_to_array(claim, chr(31));
  roles text[];
  is_system  boolean;
  works_on   boolean;
  files_for  boolean;
  state text;
begin
  select * into k from platform.actor_key;
  if (sha256(k.outer_pad || sha256(k.inner_pad || convert_to('claim' || claim, 'UTF8'))) = proof) is not true then
    raise insufficient_privilege using message = 'this actor was not proven by the program''s key';
  end if;
  roles     := part[5];
  is_system := part[1] = 'system';
  works_on  := part[1] = 'officer' and roles && '{one_stop,specialist,leader}';
  files_for := part[1] = 'officer' and roles && '{one_stop,submitter}';
  state := concat_ws(chr(31),
    part[1],
    part[2],
    part[3],
    case when part[1] = 'citizen' or files_for then part[2] else '' end,
    part[4],
    case when works_on then part[4] else '{}' end,
    case when part[1] = 'citizen' or files_for then part[1] || ' ' || part[2] else '' end,
    case when part[1] = 'officer' and roles && '{administrator}' then 'yes' else '' end,
    case when is_system or part[6] = 'province' and roles && '{monitor,commander,administrator}' then 'yes' else '' end,
    case when is_system or works_on and part[6] = 'province' and roles && '{commander}' then 'yes' else '' end,
    case when is_system or works_on or files_for then 'yes' else '' end,
    concat_ws(' ', part[1], nullif(part[2], '')),
    part[5]);
  perform set_config('nhip.acting', encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
    concat('acting', pg_backend_pid(), ' ', extract(epoch from transaction_timestamp()), ' ', state), 'UTF8'))), 'hex') || state, true);
end $$;

create function platform.roles() returns text[] language sql stable
  return coalesce(platform.acting(13), '{}')::text[];
comment on function platform.roles is 'The roles of the officer who acts, at the agency acted for.';
grant execute on function platform.roles to nhip_app;

create function dossiers.own_kinds() returns text[]
  language sql stable set search_path = ''
begin atomic
  select coalesce(array_agg(distinct kind), '{}')
    from (values ('accept', 'one_stop'), ('ask_supplement', 'one_stop'), ('ask_supplement', 'specialist'),
                 ('answer_supplement', 'applicant'), ('answer_supplement', 'one_stop'), ('refuse', 'one_stop'),
                 ('forward', 'one_stop'), ('forward', 'specialist'), ('propose', 'specialist'), ('take_back', 'specialist'),
                 ('send_back', 'leader'), ('sign', 'leader'), ('extend', 'leader'), ('deliver', 'system'), ('stop', 'system'),
                 ('withdraw', 'applicant'), ('rate', 'applicant')) as may (kind, doer)
   where doer = any (case platform.actor_kind() when 'citizen' then '{applicant}' when 'system' then '{system}' else platform.roles() end);
end;
comment on function dossiers.own_kinds is 'The actions that may be this actor''s part, submission aside; the same as in src/server/modules/dossiers/model.ts.';
grant execute on function dossiers.own_kinds to nhip_app;

-- As the first row of a dossier it cannot be written twice: the key refuses that.
drop policy written_as_oneself on dossiers.action;
create policy written_as_oneself on dossiers.action for insert with check (
  concat_ws(' ', actor_kind, actor_id) = (select platform.signs_as())
  and case when seq = 1 then kind = 'submit'
      else kind = any ((select dossiers.own_kinds())::text[])
       and exists (select from dossiers.dossier d
                    where d.id = dossier_id
                      and (d.handling_agency_id = any ((select platform.case_agencies())::text[])
                           or (select platform.files_as()) = 'citizen ' || d.applicant_id or (select platform.is_system()))) end);
