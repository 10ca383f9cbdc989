-- What is due at filing is awaited from the filing on; an amount nobody had established is determined by an officer's action, and what a
-- supplement makes dearer is awaited too. A sum may be larger than an integer holds.

alter table dossiers.dossier alter column fee type bigint;
comment on column dossiers.dossier.fee is 'In đồng, as the service and the answers set it and officers determined it; null where it is not established what the dossier costs.';

drop policy filed on dossiers.dossier;
create policy filed on dossiers.dossier for insert with check (
  (select platform.files_as()) = case filed_by when applicant_id then 'citizen ' else 'officer ' end || filed_by
    and status in ('submitted', 'duty') and last_seq = 1 and num_nonnulls(accepted_at, finished_at, result_id, rating) = 0
  or (select platform.is_system()));

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
   where doer = any (case platform.actor_kind() when 'citizen' then '{applicant}' when 'system' then '{system}' else platform.roles() end);
end;

create or replace function dossiers.keep_to_actions() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare taken dossiers.action;
begin
  if not row_security_active(tg_relid) or platform.is_system() then return new; end if;
  select * into taken from dossiers.action a
   where a.dossier_id = new.id and a.seq = new.last_seq and a.xmin = pg_current_xact_id()::xid
     and concat_ws(' ', a.actor_kind, a.actor_id) = platform.signs_as();
  if (case
        when taken is null then false
        -- Answers, what they cost and the words they are found by follow the action that gave them.
        when new.last_seq = old.last_seq then case taken.kind
          when 'answer_supplement' then (new.fee is not distinct from old.fee or taken.data -> 'recount' -> 'fee' is not null)
            and to_jsonb(new) - '{answers,fee,search,names_indexed}'::text[] = to_jsonb(old) - '{answers,fee,search,names_indexed}'::text[]
          when 'determine_fee' then to_jsonb(new) - 'fee' = to_jsonb(old) - 'fee' end
        else new.last_seq = old.last_seq + 1
          and new.answers = old.answers
          and new.fee is not distinct from old.fee
          and (new.rating is not distinct from old.rating or taken.kind = 'rate')
          -- The result is a document of this dossier; one that stands in the place of another is issued.
          and (new.result_id is null or new.result_id = old.result_id or exists (
            select from documents.document d
             where d.id = new.result_id and d.dossier_id = new.id and (d.status = 'issued' or taken.kind <> 'correct')))
          and (new.handling_agency_id = old.handling_agency_id or taken.kind = 'forward')
          and ((new.budget, new.budget_unit) = (old.budget, old.budget_unit)
            or taken.kind = 'choose_limit' or taken.kind = 'answer_supplement' and taken.data -> 'recount' -> 'limit' is not null)
          and case taken.kind
            when 'accept' then new.status = 'accepted'
            when 'ask_supplement' then new.status = 'supplement'
            when 'answer_supplement' then old.status = 'supplement' and new.status in ('submitted', 'accepted', 'processing', 'duty')
            when 'ask_refusal' then old.status in ('submitted', 'duty') and new.status = 'submitted'
            when 'drop_refusal' then old.status = 'submitted' and new.status in ('submitted', 'duty')
            when 'refuse' then old.status in ('submitted', 'duty') and new.status = 'refused'
            when 'sign' then new.status in ('decided', 'duty')
            when 'withdraw' then new.status = 'withdrawn'
            when 'extend' then new.status = old.status
            when 'choose_limit' then new.status = old.status
            when 'rate' then new.status = old.status
            when 'open_prerequisite' then new.status in (old.status, 'duty')
            when 'determine_fee' then new.status in (old.status, 'duty')
              or old.status = 'duty' and new.status in ('submitted', 'accepted', 'processing', 'decided')
            when 'settle_prerequisite' then new.status = old.status
              or old.status = 'duty' and new.status in ('submitted', 'accepted', 'processing', 'decided')
            when 'ask_correction' then old.status = 'returned' and new.status = 'returned' and new.result_id = old.result_id
            when 'drop_correction' then new.status = old.status and new.result_id = old.result_id
            when 'correct' then old.status = 'returned' and new.status = 'returned'
            else new.status = 'processing' end
      end) is not true
  then
    raise insufficient_privilege using message = 'a dossier changes only with the action that changes it';
  end if;
  return new;
end $$;
