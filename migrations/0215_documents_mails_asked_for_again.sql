-- A mail that broke off each time it was fetched lay there for good: nobody could have it fetched again once the line was whole. Its clerk asks for it,
-- the program tries once for each asking, and what comes is the same arrival, with its files (decision 152).
create table documents.mail_asked_again (
  arrival_id uuid        not null references documents.arrival,
  asked_at   timestamptz not null,
  asked_by   uuid        not null,
  ended_at   timestamptz,
  outcome    text        check (outcome in ('fetched', 'here', 'cut_off', 'gone')),
  primary key (arrival_id, asked_at),
  check ((ended_at is null) = (outcome is null))
);
comment on table  documents.mail_asked_again is 'Yêu cầu tải lại thư: a clerk asked that a mail that was not fetched is fetched again; the program tries once for each.';
comment on column documents.mail_asked_again.arrival_id is 'The mail, as what waits for the clerk.';
comment on column documents.mail_asked_again.asked_at is 'When it was asked for.';
comment on column documents.mail_asked_again.asked_by is 'By which clerk.';
comment on column documents.mail_asked_again.ended_at is 'When the program had tried; null until then.';
comment on column documents.mail_asked_again.outcome is 'fetched: it is here, with its files; here: it had come as another arrival; cut_off: it broke off again; gone: the mailbox has no such mail.';
create unique index mail_asked_again_open on documents.mail_asked_again (arrival_id) where ended_at is null;
grant select, insert, update (ended_at, outcome) on documents.mail_asked_again to nhip_app;
alter table documents.mail_asked_again enable row level security;
create policy of_the_arrival on documents.mail_asked_again for select using (exists (select from documents.arrival a where a.id = arrival_id));
create policy asked on documents.mail_asked_again for insert with check (
  asked_by = (select platform.account_id()) and ended_at is null
  and exists (select from documents.arrival a
               where a.id = arrival_id and a.agency_id = any ((select documents.clerk_agencies())::text[])
                 and a.state = 'waiting' and a.source = 'mail' and a.findings ->> 'problem' = 'not_fetched'));
create policy ended on documents.mail_asked_again for update using ((select platform.is_system()) and ended_at is null) with check ((select platform.is_system()));

create index arrival_not_fetched on documents.arrival (id) where state = 'waiting' and findings ->> 'problem' = 'not_fetched';

-- What is known of a mail changes once, when it is fetched after all, and by the program alone.
grant update (key, sender, said, findings) on documents.arrival to nhip_app;
create or replace function documents.keep_arrival() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if old.state <> 'waiting' and (new.state, new.document_id, new.settled_by, new.settled_at, new.reason)
       is distinct from (old.state, old.document_id, old.settled_by, old.settled_at, old.reason) then
    raise insufficient_privilege using message = 'what came is settled once';
  end if;
  if (new.key, new.sender, new.said, new.findings) is distinct from (old.key, old.sender, old.said, old.findings)
     and not (platform.is_system() and old.state = 'waiting' and coalesce(old.findings ->> 'problem', '') = 'not_fetched') then
    raise insufficient_privilege using message = 'what came stays as it came, but for a mail that was not fetched';
  end if;
  return new;
end $$;
comment on function documents.keep_arrival is 'Before what came changes: it is settled once, and stays as it came, but for a mail the program fetches after all.';
