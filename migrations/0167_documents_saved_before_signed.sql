-- A saving could come through after a draft was approved, or at the very moment its number was taken, and be left behind by what was signed:
-- whoever saves holds the document still meanwhile, and comes after its number as after any other act (decision 125).

create or replace function documents.hold_route(wanted uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare found_state text;
begin
  if not documents.may_write(wanted) then return null; end if;
  -- The document first, as every act on it does.
  perform from documents.document d where d.id = wanted for share;
  select r.state into found_state from documents.route r where r.document_id = wanted for share;
  return found_state;
end $$;
