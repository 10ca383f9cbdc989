-- The receiving half of the exchange: what was handed to its stand-in and has not arrived, how its last reading ended, and which letters from
-- outside their sender is still to be told of (decision 140).

create table documents.exchange_letter (
  seq          bigint      generated always as identity primary key,
  document_id  uuid        not null,
  to_agency_id text        not null,
  letter       jsonb       not null,
  handed_at    timestamptz not null,
  unique (document_id, to_agency_id)
);
comment on table  documents.exchange_letter is 'Văn bản nằm ở trục liên thông: what was handed to the stand-in and has not been acknowledged. Acknowledged, it goes.';
comment on column documents.exchange_letter.seq is 'Its place: a page of letters goes on after it.';
comment on column documents.exchange_letter.document_id is 'The document of this platform.';
comment on column documents.exchange_letter.to_agency_id is 'For whom it was handed over.';
comment on column documents.exchange_letter.letter is 'The letter: sender, number, symbol, day, files by their fingerprints.';
comment on column documents.exchange_letter.handed_at is 'Since when it lies there.';
grant select, insert, delete on documents.exchange_letter to nhip_app;
alter table documents.exchange_letter enable row level security;
create policy system on documents.exchange_letter using ((select platform.is_system())) with check ((select platform.is_system()));

create table documents.exchange_reading (
  one           boolean     primary key default true check (one),
  goes_on_after text,
  tried_at      timestamptz,
  checked_at    timestamptz,
  failing_since timestamptz,
  problem       text        check (problem <> ''),
  check ((problem is null) = (failing_since is null))
);
comment on table  documents.exchange_reading is 'Lần nhận gần nhất từ trục liên thông: how the exchange was last read. One row.';
comment on column documents.exchange_reading.one is 'There is one.';
comment on column documents.exchange_reading.goes_on_after is 'Where a reading that ran out of time goes on; null: from the beginning.';
comment on column documents.exchange_reading.tried_at is 'When it was last read, however that ended.';
comment on column documents.exchange_reading.checked_at is 'When everything that lay there was last taken and acknowledged.';
comment on column documents.exchange_reading.failing_since is 'Since when no reading ended well.';
comment on column documents.exchange_reading.problem is 'unreachable, too_slow, not_taken or not_acknowledged.';
insert into documents.exchange_reading default values;
grant select, update on documents.exchange_reading to nhip_app;
alter table documents.exchange_reading enable row level security;
create policy system on documents.exchange_reading using ((select platform.is_system())) with check ((select platform.is_system()));

-- What became of a letter from outside is told to the exchange outside any transaction, until it has heard.
alter table documents.arrival add column to_tell boolean not null default false;
comment on column documents.arrival.to_tell is 'The exchange has not heard yet that it was entered, or not taken.';
create index arrival_to_tell on documents.arrival (id) where to_tell;
grant update (to_tell) on documents.arrival to nhip_app;
