-- A sentence of the conclusions that was spoken keeps where: the segment, and the second of its recording from which it plays.
alter table meetings.sentence
  add column segment_id   uuid        references meetings.segment,
  add column recording_id uuid        references meetings.recording,
  add column from_ms      integer     check (from_ms >= 0),
  add column to_ms        integer     check (to_ms >= from_ms),
  add column said_at      timestamptz,
  add constraint sentence_spoken_where check (
    (segment_id is null) = (said_at is null) and (source = 'spoken' or segment_id is null)
    and (recording_id is null) = (from_ms is null) and (recording_id is null) = (to_ms is null)
    and (recording_id is null or segment_id is not null));
comment on column meetings.sentence.segment_id is 'Where it begins in what was said.';
comment on column meetings.sentence.recording_id is 'The recording it plays from; none where there is no sound.';
comment on column meetings.sentence.from_ms is 'Milliseconds since the beginning of that recording.';
comment on column meetings.sentence.to_ms is 'Where it ends, likewise.';
comment on column meetings.sentence.said_at is 'When it was said, by the clock of the server.';
