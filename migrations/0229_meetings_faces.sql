-- Đăng ký khuôn mặt: whom the door may recognise, on what ground, and what is compared; no picture. What is compared is sealed under a key
-- that lies outside the database and in no backup.
create table meetings.face_enrolment (
  id              uuid        primary key,
  account_id      uuid        not null,
  agency_id       text        not null,
  basis           text        not null check (basis in ('consent', 'legal')),
  consent_version integer,
  ground          text,
  views           integer     not null check (views between 3 and 5),
  enrolled_by     uuid        not null,
  enrolled_at     timestamptz not null,
  ended_why       text        check (ended_why in ('withdrawn', 'renewed', 'left', 'key_lost')),
  ended_by        uuid,
  ended_at        timestamptz,
  check ((basis = 'consent') = (consent_version is not null)),
  check (enrolled_by = account_id and basis = 'consent' or ground is not null),
  check ((ended_why is null) = (ended_at is null))
);
comment on table  meetings.face_enrolment is 'Đăng ký khuôn mặt: that somebody may be recognised at the door, on what ground, from when to when.';
comment on column meetings.face_enrolment.id is 'Its own, and the name of its key.';
comment on column meetings.face_enrolment.account_id is 'Whose face it is.';
comment on column meetings.face_enrolment.agency_id is 'The agency they worked for then.';
comment on column meetings.face_enrolment.basis is 'Consent of the person, or a ground in law that is named.';
comment on column meetings.face_enrolment.consent_version is 'Which text was agreed to.';
comment on column meetings.face_enrolment.ground is 'Where somebody else enrolled them: where the signed consent lies, or which article of law it is.';
comment on column meetings.face_enrolment.views is 'From how many pictures; none of them is kept.';
comment on column meetings.face_enrolment.enrolled_by is 'The account that did it: their own, or an administrator''s.';
comment on column meetings.face_enrolment.enrolled_at is 'When.';
comment on column meetings.face_enrolment.ended_why is 'Withdrawn, enrolled anew, left, or its key is gone, as it is after a restore.';
comment on column meetings.face_enrolment.ended_by is 'The account that ended it; empty where the program did.';
comment on column meetings.face_enrolment.ended_at is 'When: from then on there is neither key nor template.';
create unique index face_once on meetings.face_enrolment (account_id) where ended_at is null;

create table meetings.face_template (
  enrolment_id uuid  primary key references meetings.face_enrolment,
  sealed       bytea not null
);
comment on table  meetings.face_template is 'What faces are compared by, sealed; gone with the enrolment.';
comment on column meetings.face_template.enrolment_id is 'The enrolment, and the name of the key.';
comment on column meetings.face_template.sealed is '128 numbers for each view, sealed by AES-256-GCM.';

grant select, insert on meetings.face_enrolment to nhip_app;
grant update (ended_why, ended_by, ended_at) on meetings.face_enrolment to nhip_app;
alter table meetings.face_enrolment enable row level security;
create policy own on meetings.face_enrolment for select using (account_id = (select platform.account_id()));
create policy administrator_sees on meetings.face_enrolment for select using ((select platform.is_administrator()));
create policy enrolled on meetings.face_enrolment for insert with check (
  enrolled_by = (select platform.account_id()) and ended_at is null
  and (account_id = (select platform.account_id()) and basis = 'consent' or (select platform.is_administrator())));
create policy ended on meetings.face_enrolment for update
  using (ended_at is null and (account_id = (select platform.account_id()) or (select platform.is_administrator())))
  with check (ended_by = (select platform.account_id()));
create policy system on meetings.face_enrolment using ((select platform.is_system()));

-- The program alone: nobody reads a template, their own neither.
grant select, insert, delete on meetings.face_template to nhip_app;
alter table meetings.face_template enable row level security;
create policy system on meetings.face_template using ((select platform.is_system()));
