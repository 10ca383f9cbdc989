-- Điểm danh: when somebody was there and when not, by whom or by what that is said; and the way to say it of oneself.
create table meetings.mark (
  id         uuid        primary key,
  meeting_id uuid        not null references meetings.meeting,
  person_id  uuid        not null references meetings.person,
  state      text        not null check (state in ('present', 'left', 'absent')),
  source     text        not null check (source in ('list', 'qr', 'pin', 'face', 'remote')),
  since      timestamptz not null,
  at         timestamptz not null,
  marked_by  uuid        not null
);
comment on table  meetings.mark is 'Điểm danh: from when on somebody was there, had left or was not; a later one takes the place of what it overlaps.';
comment on column meetings.mark.id is 'UUID version 7: later ones sort later.';
comment on column meetings.mark.meeting_id is 'The meeting.';
comment on column meetings.mark.person_id is 'Of whom it is said.';
comment on column meetings.mark.state is 'There, gone before the end, or not there: only a person says of another that they are not.';
comment on column meetings.mark.source is 'The list of the secretary, the QR code or the PIN of the roll call; later a face or a remote line.';
comment on column meetings.mark.since is 'From when on it holds.';
comment on column meetings.mark.at is 'When it was said.';
comment on column meetings.mark.marked_by is 'The account that said it.';
create index mark_by_meeting on meetings.mark (meeting_id, id);

create table meetings.roll (
  meeting_id uuid        primary key references meetings.meeting,
  code       text        not null,
  pin        text        not null check (pin ~ '^[0-9]{6}$'),
  opened_at  timestamptz not null
);
comment on table  meetings.roll is 'What is shown in the room to those who say for themselves that they are there.';
comment on column meetings.roll.meeting_id is 'The meeting.';
comment on column meetings.roll.code is 'In the QR code: 59 random bits.';
comment on column meetings.roll.pin is 'For those who cannot photograph it; of limited tries.';
comment on column meetings.roll.opened_at is 'When these were made.';

create table meetings.roll_try (
  meeting_id uuid        not null references meetings.meeting,
  account_id uuid        not null,
  tries      integer     not null,
  last_at    timestamptz not null,
  primary key (meeting_id, account_id)
);
comment on table  meetings.roll_try is 'Wrong PINs of one account for one meeting.';
comment on column meetings.roll_try.meeting_id is 'The meeting.';
comment on column meetings.roll_try.account_id is 'Who tried.';
comment on column meetings.roll_try.tries is 'How often since it was right or had rested.';
comment on column meetings.roll_try.last_at is 'The last time.';

grant select, insert on meetings.mark to nhip_app;
alter table meetings.mark enable row level security;
create policy seen on meetings.mark for select using (meetings.sees(meeting_id));
create policy of_list on meetings.mark for insert with check (
  source = 'list' and marked_by = (select platform.account_id()) and meetings.runs(meeting_id));
create policy system on meetings.mark using ((select platform.is_system()));

grant select, insert, update on meetings.roll to nhip_app;
alter table meetings.roll enable row level security;
create policy run on meetings.roll using (meetings.runs(meeting_id)) with check (meetings.runs(meeting_id));

grant select, insert, update on meetings.roll_try to nhip_app;
alter table meetings.roll_try enable row level security;
create policy system on meetings.roll_try using ((select platform.is_system()));
