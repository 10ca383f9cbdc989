-- Every number ends as issued or voided: one that was taken and forgotten is voided by the program after the time its agency allows, and one that
-- was confirmed and is never signed or sealed is given up by whoever may, with a reason.

update documents.action_kind set doers = '{leader,clerk,system}' where kind = 'void';

do $$
declare
  was text := pg_get_functiondef('documents.keep_state()'::regprocedure);
  is_now text := replace(was,
    E'and was.confirmed_at is null\n    when ''ask_revoke''',
    E'-- What was confirmed is given up by somebody who answers for it, never by the program; the result of a dossier not at all.\n'
    '     and (was.confirmed_at is null or was.source = ''agency'' and new.actor_kind = ''officer'')\n    when ''ask_revoke''');
begin
  if is_now = was then raise exception 'documents.keep_state is another'; end if;
  execute is_now;
  was := pg_get_functiondef('documents.folded(documents.document, documents.action)'::regprocedure);
  is_now := replace(was, 'state.signing_on := null;', E'state.signing_on := null;\n      state.confirmed_at := null;');
  if is_now = was then raise exception 'documents.folded is another'; end if;
  execute is_now;
end $$;

alter table documents.rule
  drop constraint rule_about_check,
  add constraint rule_about_check check (about in ('route', 'register', 'seal', 'hold'));
comment on column documents.rule.about is 'route: who approves before it is signed; register: the book its number is of; seal: who puts the seal on, and when; hold: how long a number is held without being confirmed.';
comment on column documents.rule.value is 'What it says: steps and signers, a register, when the seal is put on, or so many working days.';

-- Also the numbers of results of dossiers, whose documents a clerk does not see: of those nothing but what stands in the register.
create function documents.open_numbers()
  returns table (document_id uuid, agency_id text, source text, register text, year integer, number integer, symbol text, signed_by uuid,
                 signer_name text, taken_at timestamptz, confirmed_at timestamptz, leader_signed_at timestamptz)
  language sql stable security definer rows 50 set search_path = pg_catalog, pg_temp
begin atomic
  select d.id, d.agency_id, d.source, d.register, d.year, d.number, d.symbol, d.signed_by, d.signer_name, a.at, d.confirmed_at, r.leader_signed_at
    from documents.document d
    join documents.action a on a.kind = 'reserve' and (a.agency_id, a.register, a.year, a.number) = (d.agency_id, d.register, d.year, d.number)
    left join documents.route r on r.document_id = d.id
   where d.status = 'signing' and (d.agency_id = any ((select documents.own_agencies())::text[]) or (select platform.is_system()));
end;
comment on function documents.open_numbers is 'Which numbers of the agencies acted for, for the program of all, have no end yet: who holds each, and since when.';
revoke all on function documents.open_numbers() from public;
grant execute on function documents.open_numbers to nhip_app;
