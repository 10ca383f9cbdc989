-- With an empty search_path the temporary schema still comes first for types and tables: a domain named `text` there had its
-- check run with the rights of whoever owns the function. Named last, it shadows nothing.

do $$
declare ours regprocedure;
begin
  for ours in
    select p.oid from pg_proc p join pg_namespace n on n.oid = pronamespace
     where nspname in ('platform', 'agencies', 'identity', 'registry', 'catalogue', 'dossiers', 'documents', 'directives',
                       'notifications', 'indicators')
       and (prosecdef or proconfig is not null)
  loop
    execute format('alter function %s set search_path = pg_catalog, pg_temp', ours);
  end loop;
end $$;
