-- What came in a hurry is entered at once (NĐ 30/2020/NĐ-CP Điều 4 khoản 1 điểm c): clerks see it before everything else that waits.

alter table documents.arrival add column urgency text
  generated always as (coalesce(reading -> 'proposals' -> 'urgency' ->> 'value', said ->> 'urgency')) stored;
comment on column documents.arrival.urgency is 'Its mark of urgency, as it was read on its page, else as its source says; null for what bears none.';
create index arrival_urgent on documents.arrival (agency_id, arrived_at desc, id desc) where state = 'waiting' and urgency is not null;
