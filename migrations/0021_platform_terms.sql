-- What had no term: notices, the day numbers of days gone by, and jobs, which ended by the terms of their library.

create index notice_by_age on notifications.notice (created_at);
comment on table notifications.notice is 'Thông báo: what a person was told in the application. Forgotten a year later; the dossier it tells of stays.';
comment on column notifications.notice.created_at is 'When it was told.';
grant delete on notifications.notice to nhip_app;

comment on table dossiers.day_number is 'The daily sequence of each agency in dossier codes (TT 03/2025/TT-VPCP Điều 13). Kept for 400 days: no clock that is merely wrong comes back to a day whose sequence is gone.';
grant delete on dossiers.day_number to nhip_app;
create policy forgotten on dossiers.day_number for delete using ((select platform.is_system()));
create index day_number_by_age on dossiers.day_number (day);
