-- Two numbers of one register that are issued at the same moment, around midnight: each was looked at without the other, and the one that is out
-- of order was never marked.
create function documents.hold_order() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  perform pg_advisory_xact_lock(hashtextextended(
    concat_ws(' ', 'documents.register_line', new.agency_id, new.book, new.register, new.year), 0));
  return new;
end $$;
comment on function documents.hold_order is 'Before a number is issued: whoever issues another of its register and year at this moment comes after it, so that documents.keep_order sees both.';
revoke all on function documents.hold_order() from public;
-- By its name before keep_order.
create trigger hold_order before update of fate, on_day on documents.register_line for each row
  when (new.fate = 'issued') execute function documents.hold_order();

-- What the program says already, held by the database as well.
-- A rule an agency made never bears the name of one a province loads.
alter table documents.rule add constraint made_has_an_identity
  check (made_by is null or id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$');

-- Only what the exchange brought follows its sender, and it is what was brought.
create policy as_it_arrived on documents.incoming as restrictive for insert with check (
  exists (select from documents.arrival a
           where a.id = arrival_id and a.source = incoming.source
             and (sent_document is null or a.source = 'exchange' and a.key = sent_document::text)));

-- Whoever records a track does not say that what is missing of it comes no more.
create function meetings.keep_given_up() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if not meetings.runs(new.meeting_id) then
    raise insufficient_privilege using message = 'who runs a meeting gives up what is missing of its recordings';
  end if;
  return new;
end $$;
comment on function meetings.keep_given_up is 'Before what is missing of a recording is given up: by whoever runs the meeting.';
revoke all on function meetings.keep_given_up() from public;
create trigger keep_given_up before update of given_up_at, given_up_by, given_up_reason on meetings.recording for each row
  when ((new.given_up_at, new.given_up_by, new.given_up_reason) is distinct from (old.given_up_at, old.given_up_by, old.given_up_reason))
  execute function meetings.keep_given_up();
