-- Biên bản: the document that records a meeting, and why somebody who was not there was not.
alter table meetings.meeting add column minutes_id uuid;
comment on column meetings.meeting.minutes_id is 'The minutes that record it.';
grant update (minutes_id) on meetings.meeting to nhip_app;

alter table meetings.mark
  add column reason text not null default '',
  add constraint mark_reason_of_absence check (length(reason) <= 300 and (reason = '' or state = 'absent'));
comment on column meetings.mark.reason is 'Why they are not there, as it was told; empty where nobody knows.';
