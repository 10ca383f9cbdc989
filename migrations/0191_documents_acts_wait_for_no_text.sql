-- That a document waits to be read anew is said at the end of what changed it. Said at once, who made a version held it while waiting for
-- somebody's act, and that act waited for it: neither went on, and one of the two was told to try again.
drop trigger await_reading on documents.version;
drop trigger await_reading on documents.action;
drop trigger await_reading on documents.reader;
create constraint trigger await_reading after insert on documents.version deferrable initially deferred
  for each row execute function documents.await_reading();
create constraint trigger await_reading after insert on documents.action deferrable initially deferred
  for each row execute function documents.await_reading();
create constraint trigger await_reading after insert or delete on documents.reader deferrable initially deferred
  for each row execute function documents.await_reading();

-- Every act begins with the row of its document, as whoever writes its text does: the number of an act taken first, and the row afterwards,
-- each of the two waited for the other. No act changes a key, so that who only adds what belongs to the document stands in nobody's way.
create function documents.hold_before_act() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  perform from documents.document d where d.id = new.document_id for no key update;
  return new;
end $$;
comment on function documents.hold_before_act is 'Before an act is kept: its document is this work''s until it ends.';
revoke all on function documents.hold_before_act() from public;
create trigger hold_before_act before insert on documents.action for each row execute function documents.hold_before_act();
do $$ begin
  execute replace(pg_get_functiondef('documents.keep_state()'::regprocedure), ' for update;', ' for no key update;');
end $$;
