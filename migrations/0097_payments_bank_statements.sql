-- What an agency's bank says came in, line by line: taken in as it is, compared with what gateways told, and settled by a second
-- person where no gateway told of it.

create table payments.bank_statement (
  id          uuid        primary key,
  agency_id   text        not null,
  account_id  uuid        not null references payments.account,
  file_name   text        not null check (file_name <> ''),
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  raw         bytea       not null check (octet_length(raw) between 1 and 1048576),
  format      text        not null,
  from_on     date        not null,
  until_on    date        not null,
  out_count   integer     not null check (out_count >= 0),
  out_amount  bigint      not null check (out_amount >= 0),
  imported_by uuid        not null,
  imported_at timestamptz not null,
  unique (account_id, sha256),
  check (until_on >= from_on)
);
comment on table  payments.bank_statement is 'Sao kê ngân hàng: a file of an account''s bank, kept as it came. Rows are only added.';
comment on column payments.bank_statement.id is 'Its identity.';
comment on column payments.bank_statement.agency_id is 'Whose account.';
comment on column payments.bank_statement.account_id is 'The account it is of.';
comment on column payments.bank_statement.file_name is 'What the file was called.';
comment on column payments.bank_statement.sha256 is 'Of its bytes: the same file is taken in once.';
comment on column payments.bank_statement.raw is 'Its bytes, at most 1 MB.';
comment on column payments.bank_statement.format is 'The mapping of columns it was read by.';
comment on column payments.bank_statement.from_on is 'The first day of Vietnamese time of which it has a line.';
comment on column payments.bank_statement.until_on is 'The last one.';
comment on column payments.bank_statement.out_count is 'How many lines say what went out: these are not compared.';
comment on column payments.bank_statement.out_amount is 'Their sum, in đồng.';
comment on column payments.bank_statement.imported_by is 'Who took it in.';
comment on column payments.bank_statement.imported_at is 'When.';
create index bank_statement_by_agency on payments.bank_statement (agency_id, imported_at desc);
grant select, insert on payments.bank_statement to nhip_app;
alter table payments.bank_statement enable row level security;
create policy kept on payments.bank_statement for select using (agency_id = any ((select payments.finance_agencies())::text[]));
create policy system on payments.bank_statement using ((select platform.is_system()));

create table payments.bank_statement_line (
  statement_id  uuid        not null references payments.bank_statement,
  line          integer     not null check (line >= 1),
  raw           text        not null,
  transaction   text        not null check (transaction <> ''),
  amount        bigint      not null check (amount > 0),
  paid_at       timestamptz not null,
  memo          text        not null,
  payer_account text,
  state         text        not null check (state in ('known', 'alike', 'differs', 'missing', 'settled', 'dropped')),
  transfer_id   uuid        references payments.transfer,
  decided_by    uuid,
  decided_at    timestamptz,
  reason        text,
  primary key (statement_id, line),
  check ((state in ('missing', 'dropped')) = (transfer_id is null)),
  check (state not in ('settled', 'dropped') or decided_by is not null),
  check (state <> 'dropped' or reason <> ''),
  check ((decided_by is null) = (decided_at is null))
);
comment on table  payments.bank_statement_line is 'Dòng sao kê: money that came in by the word of the bank, and what is known of it here. What is missing is decided once, by another than who took the statement in.';
comment on column payments.bank_statement_line.statement_id is 'The statement.';
comment on column payments.bank_statement_line.line is 'The line of the file it begins in.';
comment on column payments.bank_statement_line.raw is 'What stands there.';
comment on column payments.bank_statement_line.transaction is 'The number of the transaction at the bank.';
comment on column payments.bank_statement_line.amount is 'What came in, in đồng.';
comment on column payments.bank_statement_line.paid_at is 'When, as the bank says; where it says the day only, its beginning.';
comment on column payments.bank_statement_line.memo is 'What the payer''s bank sent along.';
comment on column payments.bank_statement_line.payer_account is 'The account it came from, where the bank says so.';
comment on column payments.bank_statement_line.state is 'known: a transfer of this number and amount; alike: one of another number with this amount, time and memo; differs: one of this number with another amount; missing: none; settled: told by this line; dropped: not to be settled.';
comment on column payments.bank_statement_line.transfer_id is 'The transfer it is, or became.';
comment on column payments.bank_statement_line.decided_by is 'Who settled or dropped it: another than who took the statement in.';
comment on column payments.bank_statement_line.decided_at is 'When.';
comment on column payments.bank_statement_line.reason is 'Why it was dropped.';
create index bank_statement_line_by_transfer on payments.bank_statement_line (transfer_id) where transfer_id is not null;
create index bank_statement_line_missing on payments.bank_statement_line (statement_id) where state = 'missing';
grant select, insert, update (state, transfer_id, decided_by, decided_at, reason) on payments.bank_statement_line to nhip_app;
alter table payments.bank_statement_line enable row level security;
create policy kept on payments.bank_statement_line for select using (exists (select from payments.bank_statement s where s.id = statement_id));
create policy written on payments.bank_statement_line for insert with check ((select platform.is_system()) and decided_by is null);
create policy decided on payments.bank_statement_line for update using ((select platform.is_system()) and state = 'missing') with check ((select platform.is_system()));

create function payments.keep_statement_line() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if new.decided_by = (select imported_by from payments.bank_statement s where s.id = new.statement_id) then
    raise insufficient_privilege using message = 'another decides than who took the statement in';
  end if;
  return new;
end $$;
comment on function payments.keep_statement_line is 'Before a line is decided: by another than who took the statement in.';
create trigger keep_statement_line before update on payments.bank_statement_line for each row execute function payments.keep_statement_line();

-- What came to an account in the days of a statement.
create index transfer_by_account on payments.transfer (number, paid_at) where number is not null;
