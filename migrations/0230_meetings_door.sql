-- Ở cửa phòng họp: what the camera proposes, for a person to confirm; and that a face says of nobody that they are not there.
create table meetings.face_proposal (
  id           uuid        primary key,
  meeting_id   uuid        not null references meetings.meeting,
  person_id    uuid        not null references meetings.person,
  enrolment_id uuid        not null references meetings.face_enrolment,
  score        real        not null check (score between -1 and 1),
  wide         real        not null check (wide > 0),
  steps        text[]      not null check (steps <@ '{left,right}'),
  done         integer     not null default 0 check (done between 0 and cardinality(steps)),
  is_ahead     boolean     not null default true,
  state        text        not null check (state in ('asked', 'failed', 'proposed', 'confirmed', 'refused')),
  seen_at      timestamptz not null,
  decided_by   uuid,
  decided_at   timestamptz,
  check ((state in ('confirmed', 'refused')) = (decided_at is not null)),
  check ((decided_by is null) = (decided_at is null))
);
comment on table  meetings.face_proposal is 'Đề xuất nhận dạng: whom the camera at the door takes somebody for, until a person says whether it is so.';
comment on column meetings.face_proposal.id is 'Its own.';
comment on column meetings.face_proposal.meeting_id is 'The meeting.';
comment on column meetings.face_proposal.person_id is 'Whom it is taken for, among those invited.';
comment on column meetings.face_proposal.enrolment_id is 'By which enrolment.';
comment on column meetings.face_proposal.score is 'How alike, from -1 to 1.';
comment on column meetings.face_proposal.wide is 'How wide against its height the face was, looking ahead: a picture that is turned grows narrow.';
comment on column meetings.face_proposal.steps is 'The turns of the head that were asked for, by chance; none where the picture itself left no doubt.';
comment on column meetings.face_proposal.done is 'How many of them were made.';
comment on column meetings.face_proposal.is_ahead is 'Whether the face looked straight ahead since the last of them.';
comment on column meetings.face_proposal.state is 'Asked to turn, failed, proposed, confirmed or refused by a person.';
comment on column meetings.face_proposal.seen_at is 'When the face was first recognised.';
comment on column meetings.face_proposal.decided_by is 'The account the door was opened with.';
comment on column meetings.face_proposal.decided_at is 'When.';
create index face_proposal_by_meeting on meetings.face_proposal (meeting_id, seen_at);
create index face_proposal_by_person on meetings.face_proposal (person_id);
create index face_proposal_by_enrolment on meetings.face_proposal (enrolment_id);

grant select, insert, delete on meetings.face_proposal to nhip_app;
grant update (score, done, is_ahead, state, decided_by, decided_at) on meetings.face_proposal to nhip_app;
alter table meetings.face_proposal enable row level security;
-- What the camera saw the program writes; a person decides on it, once.
create policy run on meetings.face_proposal for select using (meetings.runs(meeting_id));
create policy decided on meetings.face_proposal for update
  using (state = 'proposed' and meetings.runs(meeting_id))
  with check (state in ('confirmed', 'refused') and decided_by = (select platform.account_id()));
create policy system on meetings.face_proposal using ((select platform.is_system()));

alter table meetings.mark add constraint face_is_no_absence check (source <> 'face' or state = 'present');
create policy of_face on meetings.mark for insert with check (
  source = 'face' and marked_by = (select platform.account_id()) and meetings.runs(meeting_id)
  and exists (select from meetings.face_proposal p
               where p.meeting_id = mark.meeting_id and p.person_id = mark.person_id and p.state = 'confirmed'
                 and p.decided_by = (select platform.account_id())));
