-- Who collects, by which tax code and series, entered by the agency itself; and the receipts that wait for it. A receipt without
-- the tax code of who collects is none (NĐ 254/2026/NĐ-CP Điều 23.2): money is settled all the same, and the receipt follows.

create table payments.collector (
  id         uuid        primary key,
  agency_id  text        not null,
  tax_code   text        not null check (tax_code ~ '^[0-9]{10}(-[0-9]{3})?$'),
  letters    text        not null check (letters ~ '^[ABCDEGHKLMNPQRSTUVXY]{2}$'),
  valid_from date        not null,
  is_demo    boolean     not null default false,
  entered_by uuid,
  entered_at timestamptz not null,
  check (is_demo or entered_by is not null)
);
comment on table  payments.collector is 'Tổ chức thu: what an agency''s receipts bear from a day on. Rows are only added; the newest of the newest day counts.';
comment on column payments.collector.id is 'Its identity.';
comment on column payments.collector.agency_id is 'Who collects.';
comment on column payments.collector.tax_code is 'Mã số thuế of who collects.';
comment on column payments.collector.letters is 'The two letters of its series: 26TAA.';
comment on column payments.collector.valid_from is 'First day of Vietnamese time receipts bear it.';
comment on column payments.collector.is_demo is 'A tax code that is nobody''s: every receipt says so.';
comment on column payments.collector.entered_by is 'Who entered it.';
comment on column payments.collector.entered_at is 'When.';
create index collector_by_agency on payments.collector (agency_id, valid_from desc, entered_at desc);
grant select, insert on payments.collector to nhip_app;
alter table payments.collector enable row level security;
create policy kept on payments.collector for select using (
  agency_id = any ((select payments.finance_agencies())::text[]) or (select platform.is_administrator()));
create policy system on payments.collector using ((select platform.is_system()));

create table payments.receipt_owed (
  order_id  uuid        primary key references payments."order",
  agency_id text        not null,
  channel   text        not null check (channel in ('notice', 'redirect', 'wallet', 'national', 'cash')),
  since     timestamptz not null
);
comment on table  payments.receipt_owed is 'Biên lai còn nợ: orders paid whole whose receipt waits until the tax code of who collects is known. Gone once it is numbered.';
comment on column payments.receipt_owed.order_id is 'The order.';
comment on column payments.receipt_owed.agency_id is 'Who collected.';
comment on column payments.receipt_owed.channel is 'How the money came that made it whole.';
comment on column payments.receipt_owed.since is 'Since when it is paid.';
create index receipt_owed_by_agency on payments.receipt_owed (agency_id, since);
grant select, insert, delete on payments.receipt_owed to nhip_app;
alter table payments.receipt_owed enable row level security;
create policy kept on payments.receipt_owed for select using (
  agency_id = any ((select payments.finance_agencies())::text[]) or (select platform.is_administrator()));
create policy system on payments.receipt_owed using ((select platform.is_system()));

-- Of an order there is one receipt, and those that took its place one after another; each bears its check code from the first.
create unique index receipt_once on payments.receipt (order_id) where replaces is null;
grant insert (check_code) on payments.receipt to nhip_app;
comment on column payments.receipt_action.data is 'sign: {pdf, xml}; replace: {by}.';
