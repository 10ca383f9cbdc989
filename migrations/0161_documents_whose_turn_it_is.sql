-- Whose turn it is enters an index, however much waits: letters to be read, and lists of work files to be destroyed (decision 118).

alter table documents.arrival
  add column turn_of text not null generated always as (coalesce(brought_by::text, source || ' ' || agency_id)) stored;
comment on column documents.arrival.turn_of is 'With whom it takes turns to be read: the clerk who brought it, or the way it came to its agency.';
create index arrival_turns on documents.arrival (turn_of, id) where reading_state = 'waiting';
create index disposal_to_carry_out on documents.disposal (decided_at, id) where is_approved and done_at is null;
