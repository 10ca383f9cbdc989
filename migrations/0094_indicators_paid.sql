-- What was paid, how and how soon: sums of days by agency, service and commune, added up from the event log by one follower.

create table indicators.paid_daily (
  day             date    not null,
  agency_id       text    not null,
  service_code    text    not null,
  unit_code       text    not null default '',
  paid            integer not null default 0,
  cashless        integer not null default 0,
  amount          bigint  not null default 0,
  cashless_amount bigint  not null default 0,
  seconds         bigint  not null default 0,
  within_day      integer not null default 0,
  primary key (day, agency_id, service_code, unit_code)
);
comment on table  indicators.paid_daily is 'Khoản đã nộp đủ: charges of dossiers that were paid whole on each day, by who collected, service and commune. Each once; what a dearer or cheaper charge in its place changes is added on the day it was told.';
comment on column indicators.paid_daily.day is 'Day of Vietnamese time on which the money was settled.';
comment on column indicators.paid_daily.agency_id is 'Who collected.';
comment on column indicators.paid_daily.service_code is 'What was asked for.';
comment on column indicators.paid_daily.unit_code is 'The commune of the dossier; empty where it has none.';
comment on column indicators.paid_daily.paid is 'How many charges.';
comment on column indicators.paid_daily.cashless is 'Of them, how many whose last money came through a bank, a gateway or a wallet; the rest was cash at a counter.';
comment on column indicators.paid_daily.amount is 'In đồng, as charged: what lies in suspense is not in it.';
comment on column indicators.paid_daily.cashless_amount is 'Of it without cash.';
comment on column indicators.paid_daily.seconds is 'From the charge to its settling, all together.';
comment on column indicators.paid_daily.within_day is 'How many were settled within 24 hours.';
create index paid_daily_by_agency on indicators.paid_daily (agency_id, day);
grant select, insert, update on indicators.paid_daily to nhip_app;
alter table indicators.paid_daily enable row level security;
create policy public_knowledge on indicators.paid_daily for select using (true);
create policy system on indicators.paid_daily using ((select platform.is_system()));

create view reporting.unclear_money with (security_invoker = false, security_barrier = true) as
  select agency_id, amount, opened_at from payments.suspense
   where kind = 'unclear' and ended_at is null
     and ((select platform.sees_province()) or agency_id = any ((select platform.case_agencies())::text[])
       or agency_id = any ((select payments.finance_agencies())::text[]));
comment on view reporting.unclear_money is 'Money that came and of which nobody knows yet what it is for: neither cash nor not. For who watches the province, and for those who work on cases or keep the money of the agency.';
grant select on reporting.unclear_money to nhip_app;
