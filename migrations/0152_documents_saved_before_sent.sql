-- A saving could come through at the very moment a draft was sent, and be left behind by it: whoever saves holds the route still meanwhile
-- (decision 115).

create function documents.hold_route(wanted uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare found_state text;
begin
  if not documents.may_write(wanted) then return null; end if;
  -- The document first, as every act on it does.
  perform from documents.document d where d.id = wanted for key share;
  select r.state into found_state from documents.route r where r.document_id = wanted for share;
  return found_state;
end $$;
comment on function documents.hold_route is 'How far a draft this actor may write is in its route; that stays so until the transaction ends. Null for any other.';
revoke all on function documents.hold_route(uuid) from public;
grant execute on function documents.hold_route(uuid) to nhip_app;
