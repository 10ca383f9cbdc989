-- Receipts (biên lai điện tử, NĐ 254/2026/NĐ-CP): a number is taken in the very work that settles the order, so that none is given
-- twice and none is lost; the paper is set and signed afterwards.

create table payments.receipt_series (
  agency_id text    not null,
  form      text    not null check (form in ('EBL01', 'EBL02')),
  series    text    not null check (series ~ '^[0-9]{2}[A-Z]{2,3}$'),
  year      integer not null,
  last      integer not null check (last between 1 and 99999999),
  primary key (agency_id, form, series, year)
);
comment on table  payments.receipt_series is 'Dãy số biên lai: one for each agency, form, series and year of Vietnamese time, from 1. Whoever asks next waits until the work before has ended.';
comment on column payments.receipt_series.agency_id is 'Who collects.';
comment on column payments.receipt_series.form is 'Mẫu số: EBL01 without, EBL02 with printed amounts.';
comment on column payments.receipt_series.series is 'Ký hiệu: 26TAA.';
comment on column payments.receipt_series.year is 'The year of Vietnamese time.';
comment on column payments.receipt_series.last is 'The number taken last, at most 8 digits.';
grant select, insert, update (last) on payments.receipt_series to nhip_app;
alter table payments.receipt_series enable row level security;
create policy system on payments.receipt_series using ((select platform.is_system()));

create function payments.keep_receipt_series() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$ begin
  if new.last <> (case tg_op when 'INSERT' then 1 else old.last + 1 end) then
    raise insufficient_privilege using message = 'numbers follow each other';
  end if;
  return new;
end $$;
comment on function payments.keep_receipt_series is 'Before a number is taken: it is the next one.';
create trigger keep_receipt_series before insert or update on payments.receipt_series for each row execute function payments.keep_receipt_series();

create table payments.receipt (
  id          uuid        primary key,
  agency_id   text        not null,
  form        text        not null,
  series      text        not null,
  year        integer     not null,
  number      integer     not null check (number between 1 and 99999999),
  order_id    uuid        not null references payments."order",
  payer_id    uuid,
  items       jsonb       not null check (jsonb_typeof(items) = 'array'),
  amount      bigint      not null check (amount > 0),
  channel     text        not null check (channel in ('notice', 'redirect', 'wallet', 'national', 'cash')),
  numbered_at timestamptz not null,
  replaces    uuid        unique references payments.receipt,
  check_code  text        unique,
  pdf         text        references platform.file,
  xml         text        references platform.file,
  signed_at   timestamptz,
  state       text        not null default 'numbered' check (state in ('numbered', 'signed', 'cancelled', 'replaced')),
  last_seq    integer     not null default 0,
  unique (agency_id, form, series, year, number),
  foreign key (agency_id, form, series, year) references payments.receipt_series,
  check (num_nulls(pdf, xml, signed_at) in (0, 3))
);
comment on table  payments.receipt is 'Biên lai điện tử: what an agency took, fee by fee, numbered when it was settled.';
comment on column payments.receipt.id is 'Its identity.';
comment on column payments.receipt.agency_id is 'Who collected.';
comment on column payments.receipt.form is 'Mẫu số.';
comment on column payments.receipt.series is 'Ký hiệu.';
comment on column payments.receipt.year is 'The year its number is of.';
comment on column payments.receipt.number is 'Số, without gap.';
comment on column payments.receipt.order_id is 'The order that was paid.';
comment on column payments.receipt.payer_id is 'The person whose charge was paid, whoever paid it.';
comment on column payments.receipt.items is 'What was paid: [{chargeId, title, key, name, amount}].';
comment on column payments.receipt.amount is 'The sum of its items, in đồng.';
comment on column payments.receipt.channel is 'How it was paid; cash is counted apart.';
comment on column payments.receipt.numbered_at is 'When it was paid whole.';
comment on column payments.receipt.replaces is 'The receipt whose place it takes.';
comment on column payments.receipt.check_code is 'Printed on it: by it anyone checks it.';
comment on column payments.receipt.pdf is 'The signed PDF.';
comment on column payments.receipt.xml is 'The signed XML.';
comment on column payments.receipt.signed_at is 'When both were signed.';
comment on column payments.receipt.state is 'numbered: not signed yet; signed; cancelled; replaced. The fold of its actions.';
comment on column payments.receipt.last_seq is 'The newest action.';
create index receipt_to_sign on payments.receipt (numbered_at) where state = 'numbered';
create index receipt_by_order on payments.receipt (order_id);
create index receipt_by_payer on payments.receipt (payer_id, numbered_at desc) where payer_id is not null;
create index receipt_by_agency on payments.receipt (agency_id, numbered_at desc);
grant select, insert (id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at, replaces) on payments.receipt to nhip_app;
alter table payments.receipt enable row level security;
create policy concerned on payments.receipt for select using (
  payer_id = (select platform.own_id())
  or agency_id = any ((select platform.case_agencies())::text[]) or agency_id = any ((select payments.finance_agencies())::text[]));
create policy seen_by_program on payments.receipt for select using ((select platform.is_system()));
create policy numbered on payments.receipt for insert with check ((select platform.is_system()));

create table payments.receipt_action (
  receipt_id uuid        not null references payments.receipt,
  seq        integer     not null check (seq >= 1),
  kind       text        not null check (kind in ('sign', 'cancel', 'replace')),
  at         timestamptz not null,
  actor_kind text        not null,
  actor_id   uuid,
  reason     text,
  data       jsonb       not null default '{}',
  primary key (receipt_id, seq),
  check (kind = 'sign' or reason <> '')
);
comment on table  payments.receipt_action is 'Việc đã làm với biên lai: rows are only added.';
comment on column payments.receipt_action.receipt_id is 'The receipt.';
comment on column payments.receipt_action.seq is 'Counted from 1 without gap.';
comment on column payments.receipt_action.kind is 'sign: PDF and XML are stored; cancel; replace: another took its place.';
comment on column payments.receipt_action.at is 'When.';
comment on column payments.receipt_action.actor_kind is 'Who did it, as in the event log.';
comment on column payments.receipt_action.actor_id is 'The account.';
comment on column payments.receipt_action.reason is 'Why it was cancelled or replaced.';
comment on column payments.receipt_action.data is 'sign: {pdf, xml, checkCode}; replace: {by}.';
grant select, insert on payments.receipt_action to nhip_app;
alter table payments.receipt_action enable row level security;
create policy with_its_receipt on payments.receipt_action for select using (exists (select from payments.receipt r where r.id = receipt_id));
create policy written on payments.receipt_action for insert with check ((select platform.is_system()));

create function payments.keep_receipt() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare was payments.receipt;
begin
  select * into strict was from payments.receipt where id = new.receipt_id for update;
  if new.seq <> was.last_seq + 1 or (case new.kind
    when 'sign' then was.state = 'numbered' or was.state in ('cancelled', 'replaced') and was.signed_at is null
    else was.state in ('numbered', 'signed') end) is not true then
    raise insufficient_privilege using message = format('%s is nothing to be done with a receipt that is %s', new.kind, was.state);
  end if;
  update payments.receipt
     set last_seq = new.seq,
         state = case new.kind when 'cancel' then 'cancelled' when 'replace' then 'replaced'
                               else case was.state when 'numbered' then 'signed' else was.state end end,
         pdf = coalesce(new.data ->> 'pdf', was.pdf),
         xml = coalesce(new.data ->> 'xml', was.xml),
         check_code = coalesce(new.data ->> 'checkCode', was.check_code),
         signed_at = case new.kind when 'sign' then new.at else was.signed_at end
   where id = new.receipt_id;
  return null;
end $$;
comment on function payments.keep_receipt is 'After an action was added: refuses one that does not follow, and keeps the row of the receipt equal to the fold.';
create trigger keep_receipt after insert on payments.receipt_action for each row execute function payments.keep_receipt();
