-- Money that comes: what gateways tell, each transfer once, what fits nothing, and what goes back.

create table payments.transfer (
  id            uuid        primary key,
  gateway       text        not null,
  transaction   text        not null check (transaction <> ''),
  channel       text        not null check (channel in ('notice', 'redirect', 'wallet', 'national', 'cash')),
  amount        bigint      not null check (amount > 0),
  bin           text,
  number        text,
  memo          text        not null default '',
  paid_at       timestamptz not null,
  payer_account text,
  payer_bank    text,
  agency_id     text        not null,
  order_id      uuid        references payments."order",
  taken_by      uuid,
  notice_id     uuid,
  arrived_at    timestamptz not null,
  unique (gateway, transaction),
  check ((gateway = 'cash') = (channel = 'cash') and (channel = 'cash') = (taken_by is not null))
);
comment on table  payments.transfer is 'Khoản tiền đến: money that came, once for each transaction of a gateway. Rows are only added.';
comment on column payments.transfer.id is 'Its identity.';
comment on column payments.transfer.gateway is 'Who told of it; cash: taken at the counter.';
comment on column payments.transfer.transaction is 'Its number there; of cash the key of the request.';
comment on column payments.transfer.channel is 'How it was paid.';
comment on column payments.transfer.amount is 'In đồng.';
comment on column payments.transfer.bin is 'The bank of the account it came to, where the gateway says so.';
comment on column payments.transfer.number is 'The account it came to; null: it lies with the gateway, or in the till.';
comment on column payments.transfer.memo is 'What the payer''s bank sent along.';
comment on column payments.transfer.paid_at is 'When it was paid, as the gateway says.';
comment on column payments.transfer.payer_account is 'The account it came from, where known.';
comment on column payments.transfer.payer_bank is 'Its bank, where known.';
comment on column payments.transfer.agency_id is 'Whose account it came to.';
comment on column payments.transfer.order_id is 'The order it was settled with.';
comment on column payments.transfer.taken_by is 'The officer who took it at the counter.';
comment on column payments.transfer.notice_id is 'The notice that told of it.';
comment on column payments.transfer.arrived_at is 'When it was settled here.';
create index transfer_by_order on payments.transfer (order_id) where order_id is not null;
create index transfer_by_agency on payments.transfer (agency_id, arrived_at desc);
grant select, insert on payments.transfer to nhip_app;
alter table payments.transfer enable row level security;
create policy kept on payments.transfer for select using (agency_id = any ((select payments.finance_agencies())::text[]));
create policy system on payments.transfer using ((select platform.is_system()));

create table payments.notice (
  id          uuid        primary key,
  gateway     text        not null references payments.gateway,
  received_at timestamptz not null,
  raw         bytea       not null check (octet_length(raw) <= 65536),
  headers     jsonb       not null,
  verdict     text        not null default 'waiting' check (verdict in ('waiting', 'taken', 'repeated', 'differs', 'ignored', 'refused')),
  reason      text,
  transfer_id uuid        references payments.transfer,
  judged_at   timestamptz,
  check ((verdict = 'waiting') = (judged_at is null))
);
comment on table  payments.notice is 'Thông báo của cổng: the bytes as they came, stored before anything is believed of them.';
comment on column payments.notice.id is 'Its identity.';
comment on column payments.notice.gateway is 'Whose address it came to.';
comment on column payments.notice.received_at is 'When.';
comment on column payments.notice.raw is 'Its body, at most 64 kB.';
comment on column payments.notice.headers is 'The headers its signature rests on, and the query of a redirect.';
comment on column payments.notice.verdict is 'waiting; taken: it told of money first; repeated: of money known already; differs: of money known with another amount or account, for people to look at; ignored: true, and tells of no money; refused: not believed.';
comment on column payments.notice.reason is 'Why it is refused or differs.';
comment on column payments.notice.transfer_id is 'The money it tells of.';
comment on column payments.notice.judged_at is 'When.';
create index notice_waiting on payments.notice (received_at) where verdict = 'waiting';
create index notice_by_gateway on payments.notice (gateway, received_at desc);
create index notice_differs on payments.notice (received_at desc) where verdict = 'differs';
grant select, insert, update (verdict, reason, transfer_id, judged_at), delete on payments.notice to nhip_app;
alter table payments.notice enable row level security;
create policy stored on payments.notice for insert with check ((select platform.is_system()) and verdict = 'waiting');
create policy seen on payments.notice for select using ((select platform.is_system()));
create policy judged on payments.notice for update using ((select platform.is_system()) and verdict = 'waiting') with check ((select platform.is_system()));
-- Of what was not believed the bytes are not kept for ever.
create policy forgotten on payments.notice for delete using ((select platform.is_system()) and verdict = 'refused');

create table payments.asking (
  order_id uuid        not null references payments."order",
  gateway  text        not null references payments.gateway,
  since    timestamptz not null,
  tries    integer     not null default 0,
  next_at  timestamptz not null,
  primary key (order_id, gateway)
);
comment on table  payments.asking is 'Đơn phải hỏi: orders shown to a payer of which a gateway has said nothing yet. Gone once they are settled, or after three days.';
comment on column payments.asking.order_id is 'The order.';
comment on column payments.asking.gateway is 'Who is asked.';
comment on column payments.asking.since is 'When it was shown.';
comment on column payments.asking.tries is 'How often it was asked.';
comment on column payments.asking.next_at is 'When to ask next.';
create index asking_due on payments.asking (next_at);
grant select, insert, update (tries, next_at, since), delete on payments.asking to nhip_app;
alter table payments.asking enable row level security;
create policy system on payments.asking using ((select platform.is_system()));

create table payments.suspense (
  id           uuid        primary key,
  agency_id    text        not null,
  kind         text        not null check (kind in ('surplus', 'duplicate', 'late', 'unclear')),
  amount       bigint      not null check (amount > 0),
  order_id     uuid        references payments."order",
  near_id      uuid        references payments."order",
  transfer_id  uuid        references payments.transfer,
  reason       text        not null,
  opened_at    timestamptz not null,
  state        text        not null default 'open' check (state in ('open', 'proposed', 'assigned', 'returning', 'returned')),
  proposed_by  uuid,
  proposed_for uuid        references payments."order",
  assigned_to  uuid        references payments."order",
  last_seq     integer     not null default 0,
  ended_at     timestamptz
);
comment on table  payments.suspense is 'Tiền chưa vào đâu: money that settled nothing, by name, until somebody says where it goes. The row is the fold of its actions, kept by payments.keep_suspense.';
comment on column payments.suspense.id is 'Its identity.';
comment on column payments.suspense.agency_id is 'Whose account it lies on.';
comment on column payments.suspense.kind is 'surplus: thừa; duplicate: trùng; late: đến muộn; unclear: chưa rõ.';
comment on column payments.suspense.amount is 'In đồng.';
comment on column payments.suspense.order_id is 'The order in whose excess it counts.';
comment on column payments.suspense.near_id is 'An order it may be meant for, without counting there.';
comment on column payments.suspense.transfer_id is 'The money that came; null where an order was lessened or given up.';
comment on column payments.suspense.reason is 'What did not fit: no_order, other_account, several_orders, settled, over, late, cancelled, given_up, lessened.';
comment on column payments.suspense.opened_at is 'Since when.';
comment on column payments.suspense.state is 'open; proposed: one officer says which order it is for; assigned; returning: being refunded; returned.';
comment on column payments.suspense.proposed_by is 'Who said so.';
comment on column payments.suspense.proposed_for is 'For which order.';
comment on column payments.suspense.assigned_to is 'The order it went to.';
comment on column payments.suspense.last_seq is 'The newest action.';
comment on column payments.suspense.ended_at is 'When it was assigned or returned.';
create index suspense_open on payments.suspense (agency_id, opened_at) where ended_at is null;
create index suspense_by_order on payments.suspense (order_id) where order_id is not null;
create index suspense_by_transfer on payments.suspense (transfer_id) where transfer_id is not null;
grant select, insert (id, agency_id, kind, amount, order_id, near_id, transfer_id, reason, opened_at) on payments.suspense to nhip_app;
alter table payments.suspense enable row level security;
create policy kept on payments.suspense for select using (agency_id = any ((select payments.finance_agencies())::text[]));
create policy seen_by_program on payments.suspense for select using ((select platform.is_system()));
create policy opened on payments.suspense for insert with check ((select platform.is_system()));

create table payments.suspense_action (
  suspense_id uuid        not null references payments.suspense,
  seq         integer     not null check (seq >= 1),
  kind        text        not null check (kind in ('propose', 'withdraw', 'assign', 'return', 'return_failed', 'returned')),
  at          timestamptz not null,
  actor_kind  text        not null,
  actor_id    uuid,
  order_id    uuid        references payments."order",
  reason      text,
  data        jsonb       not null default '{}',
  primary key (suspense_id, seq)
);
comment on table  payments.suspense_action is 'Việc đã làm với tiền chưa vào đâu: rows are only added.';
comment on column payments.suspense_action.suspense_id is 'The money.';
comment on column payments.suspense_action.seq is 'Counted from 1 without gap.';
comment on column payments.suspense_action.kind is 'propose: it is for this order; withdraw: it is not; assign: it went there; return: a refund is asked; return_failed; returned.';
comment on column payments.suspense_action.at is 'When.';
comment on column payments.suspense_action.actor_kind is 'Who did it, as in the event log.';
comment on column payments.suspense_action.actor_id is 'The account.';
comment on column payments.suspense_action.order_id is 'The order proposed, or assigned to.';
comment on column payments.suspense_action.reason is 'Why, in their words.';
comment on column payments.suspense_action.data is 'The refund; the rule by which the program assigned.';
grant select, insert on payments.suspense_action to nhip_app;
alter table payments.suspense_action enable row level security;
create policy kept on payments.suspense_action for select using (exists (select from payments.suspense s where s.id = suspense_id));
create policy written on payments.suspense_action for insert with check ((select platform.is_system()));

create function payments.keep_suspense() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare was payments.suspense;
begin
  select * into strict was from payments.suspense where id = new.suspense_id for update;
  if new.seq <> was.last_seq + 1 or (case new.kind
    when 'propose'  then was.state = 'open' and new.actor_id is not null and new.order_id is not null
    when 'withdraw' then was.state = 'proposed'
    -- By the program's rules, or by another than who proposed it.
    when 'assign'   then new.order_id is not null and (was.state = 'open' or was.state = 'proposed'
                     and new.order_id = was.proposed_for and new.actor_id is distinct from was.proposed_by)
    when 'return'   then was.state = 'open'
    else was.state = 'returning' end) is not true then
    raise insufficient_privilege using message = format('%s is nothing to be done with money that is %s', new.kind, was.state);
  end if;
  update payments.suspense
     set last_seq = new.seq,
         state = case new.kind when 'propose' then 'proposed' when 'assign' then 'assigned' when 'return' then 'returning'
                               when 'returned' then 'returned' else 'open' end,
         proposed_by = case new.kind when 'propose' then new.actor_id when 'withdraw' then null else was.proposed_by end,
         proposed_for = case new.kind when 'propose' then new.order_id when 'withdraw' then null else was.proposed_for end,
         assigned_to = case new.kind when 'assign' then new.order_id end,
         ended_at = case when new.kind in ('assign', 'returned') then new.at end
   where id = new.suspense_id;
  return null;
end $$;
comment on function payments.keep_suspense is 'After an action was added: refuses one that does not follow, and keeps the row equal to the fold.';
create trigger keep_suspense after insert on payments.suspense_action for each row execute function payments.keep_suspense();

create table payments.refund (
  id                uuid        primary key,
  agency_id         text        not null,
  suspense_id       uuid        not null references payments.suspense,
  order_id          uuid        references payments."order",
  transfer_id       uuid        references payments.transfer,
  amount            bigint      not null check (amount > 0),
  reason            text        not null check (reason <> ''),
  way               text        not null check (way in ('bank', 'gateway', 'cash')),
  to_bin            text,
  to_number         text,
  to_holder         text,
  account_known     boolean     not null default false,
  account_by        uuid,
  account_verified_by uuid,
  asked_by          uuid        not null,
  asked_at          timestamptz not null,
  approved_by       uuid,
  approved_at       timestamptz,
  state             text        not null default 'asked' check (state in ('asked', 'approved', 'sent', 'done', 'declined', 'failed')),
  evidence          jsonb,
  ended_at          timestamptz,
  constraint approved_by_another check (approved_by <> asked_by),
  constraint account_verified_by_another check (account_verified_by <> account_by),
  constraint approved_before_done check (state in ('asked', 'declined') or approved_by is not null),
  constraint account_before_sent check (way <> 'bank' or state in ('asked', 'declined') or account_known or account_verified_by is not null)
);
comment on table  payments.refund is 'Hoàn trả: money given back to whom it came from, by two officers.';
comment on column payments.refund.id is 'Its identity, also told to the gateway: asking it twice gives back once.';
comment on column payments.refund.agency_id is 'Whose money.';
comment on column payments.refund.suspense_id is 'Where it lies: only what settled nothing goes back.';
comment on column payments.refund.order_id is 'The order in whose excess it counted.';
comment on column payments.refund.transfer_id is 'The money as it came.';
comment on column payments.refund.amount is 'In đồng.';
comment on column payments.refund.reason is 'Why, in words.';
comment on column payments.refund.way is 'To the paying account, through the gateway, or at the counter.';
comment on column payments.refund.to_bin is 'The bank it goes to.';
comment on column payments.refund.to_number is 'The account it goes to.';
comment on column payments.refund.to_holder is 'Its holder.';
comment on column payments.refund.account_known is 'It is the account the money came from, as the gateway said.';
comment on column payments.refund.account_by is 'Where it did not: who entered the account.';
comment on column payments.refund.account_verified_by is 'And who verified it.';
comment on column payments.refund.asked_by is 'Who asked for it.';
comment on column payments.refund.asked_at is 'When.';
comment on column payments.refund.approved_by is 'Another who approved or declined it.';
comment on column payments.refund.approved_at is 'When.';
comment on column payments.refund.state is 'asked, approved, sent: the gateway has it, done, declined, failed.';
comment on column payments.refund.evidence is 'What proves that it was given back, or why not.';
comment on column payments.refund.ended_at is 'When it was done, declined or failed.';
create unique index refund_open on payments.refund (suspense_id) where state not in ('declined', 'failed');
create index refund_by_agency on payments.refund (agency_id, asked_at desc);
grant select, insert, update (to_bin, to_number, to_holder, account_by, account_verified_by, approved_by, approved_at, state, evidence, ended_at) on payments.refund to nhip_app;
alter table payments.refund enable row level security;
create policy kept on payments.refund for select using (agency_id = any ((select payments.finance_agencies())::text[]));
create policy system on payments.refund using ((select platform.is_system()));
