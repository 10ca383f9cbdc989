-- A case changes by actions and in no other way: its row is written with the action this actor has just taken, papers with it.

drop policy concerned on dossiers.dossier;
create policy concerned on dossiers.dossier for select using (
  (select platform.own_id()) in (applicant_id, filed_by)
  or agency_id = any ((select platform.case_agencies())::text[]) or handling_agency_id = any ((select platform.case_agencies())::text[])
  or (select platform.reads_every_case())
  or search @@ (select string_agg(quote_literal('@' || agency), ' | ')::tsquery from unnest(platform.case_agencies()) as agency));
create policy filed on dossiers.dossier for insert with check (
  (select platform.files_as()) = case filed_by when applicant_id then 'citizen ' else 'officer ' end || filed_by
    and status = 'submitted' and last_seq = 1 and num_nonnulls(accepted_at, finished_at, result_id, rating) = 0
  or (select platform.is_system()));
-- What it may become the trigger says; that it stays in sight, the policy above.
create policy handled on dossiers.dossier for update using (
  agency_id = any ((select platform.case_agencies())::text[]) or handling_agency_id = any ((select platform.case_agencies())::text[])
  or (select platform.files_as()) = 'citizen ' || applicant_id or (select platform.is_system())) with check (true);
revoke update on dossiers.dossier from nhip_app;
grant update (handling_agency_id, status, step, assignee_id, answers, accept_by, accepted_at, due_at, finished_at, on_time, consumed,
              running_since, paused_since, supplements, last_seq, result_id, rating, rated_at, extended, search, names_indexed)
  on dossiers.dossier to nhip_app;

create function dossiers.keep_to_actions() returns trigger
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
        -- Answers and the words they are found by follow the action that gave them.
        when new.last_seq = old.last_seq then taken.kind = 'answer_supplement'
          and to_jsonb(new) - '{answers,search,names_indexed}'::text[] = to_jsonb(old) - '{answers,search,names_indexed}'::text[]
        else new.last_seq = old.last_seq + 1
          and new.answers = old.answers
          and (new.rating is not distinct from old.rating or taken.kind = 'rate')
          and (new.handling_agency_id = old.handling_agency_id or taken.kind = 'forward')
          and case taken.kind
            when 'accept' then new.status = 'accepted'
            when 'ask_supplement' then new.status = 'supplement'
            when 'answer_supplement' then old.status = 'supplement' and new.status in ('submitted', 'accepted', 'processing')
            when 'refuse' then new.status = 'refused'
            when 'sign' then new.status = 'decided'
            when 'withdraw' then new.status = 'withdrawn'
            when 'extend' then new.status = old.status
            when 'rate' then new.status = old.status
            else new.status = 'processing' end
      end) is not true
  then
    raise insufficient_privilege using message = 'a dossier changes only with the action that changes it';
  end if;
  return new;
end $$;
comment on function dossiers.keep_to_actions is 'Before an update: the row follows an action this actor has taken in this transaction, and becomes what that action makes of it.';
create trigger keep_to_actions before update on dossiers.dossier for each row execute function dossiers.keep_to_actions();

drop policy written on dossiers.paper;
create policy written on dossiers.paper for insert with check (
  not dossiers.is_stored(dossier_id)
  or (select platform.is_system())
  or exists (select from dossiers.action a
              where a.dossier_id = paper.dossier_id and a.seq = action_seq and a.kind = 'answer_supplement' and a.xmin = pg_current_xact_id()::xid
                and concat_ws(' ', a.actor_kind, a.actor_id) = (select platform.signs_as())));
