-- Kết luận: what the chair concluded, sentence by sentence, and what each has become. Read by those who run the meeting until the notice is
-- issued, which everybody it is sent to reads.
create table meetings.sentence (
  id         uuid        primary key,
  meeting_id uuid        not null references meetings.meeting,
  item_id    uuid        references meetings.item,
  position   integer     not null,
  paragraph  integer     not null,
  words      text        not null,
  source     text        not null check (source in ('typed', 'spoken')),
  treatment  text        not null check (treatment in ('open', 'decision', 'task', 'none')),
  wording    text        not null,
  orders     jsonb       not null default '[]',
  reason     text        not null default '',
  added_by   uuid        not null,
  added_at   timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  check ((treatment = 'task') = (jsonb_array_length(orders) > 0)),
  check ((treatment = 'open') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null))
);
comment on table  meetings.sentence is 'A sentence of what the chair concluded.';
comment on column meetings.sentence.id is 'Its own; the block of the notice it becomes has its first letters.';
comment on column meetings.sentence.meeting_id is 'The meeting.';
comment on column meetings.sentence.item_id is 'The point of the agenda it concludes; none of what concerns the whole.';
comment on column meetings.sentence.position is 'Its place within that point.';
comment on column meetings.sentence.paragraph is 'The paragraph it stands in, counted within that point.';
comment on column meetings.sentence.words is 'As it was said or typed.';
comment on column meetings.sentence.source is 'Typed, or spoken and transcribed.';
comment on column meetings.sentence.treatment is 'What it is, as somebody decided: open until then; a decision, a task, or neither.';
comment on column meetings.sentence.wording is 'As the notice is to have it.';
comment on column meetings.sentence.orders is 'Of a task whom it tells to do it: [{lead, others, term, dueOn, reportTo, condition}].';
comment on column meetings.sentence.reason is 'Why it is neither, where somebody said so.';
comment on column meetings.sentence.added_by is 'The account that typed it.';
comment on column meetings.sentence.added_at is 'When.';
comment on column meetings.sentence.decided_by is 'The account that decided what it is.';
comment on column meetings.sentence.decided_at is 'When.';
create index sentence_by_meeting on meetings.sentence (meeting_id, item_id, position);

grant select, insert, delete on meetings.sentence to nhip_app;
grant update (position, paragraph, treatment, wording, orders, reason, decided_by, decided_at) on meetings.sentence to nhip_app;
alter table meetings.sentence enable row level security;
create policy run on meetings.sentence using (meetings.runs(meeting_id)) with check (meetings.runs(meeting_id));
