-- Who acts is proven anew each time it is asked: once a statement, not once for every row it is compared with.
create or replace function documents.own_kinds() returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(array_agg(kind), '{}') from documents.action_kind
   where doers && (select case platform.actor_kind() when 'system' then '{system}' else platform.roles() end)::text[];
end;

create or replace function documents.alike_texts(words bigint[]) returns setof uuid
  language sql stable security definer rows 20 set search_path = pg_catalog, pg_temp
begin atomic
  select i.document_id from documents.incoming i
   where i.text_key && words and i.agency_id = any ((select documents.own_agencies())::text[])
   order by i.registered_at desc limit 200;
end;
