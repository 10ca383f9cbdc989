-- A letter arrives once at each of its receivers, whichever of them was merged meanwhile; and what always fails holds up nobody's turn.

-- What was to be delivered to one that was merged is delivered to its successor instead: the line is written anew.
grant delete on documents.sending to nhip_app;
create index arrival_of_letter on documents.arrival (key) where source = 'exchange';

alter table documents.sending add column tried_at timestamptz;
comment on column documents.sending.tried_at is 'When the clock last tried to hand it over; null before it did.';
alter table documents.incoming add column tried_at timestamptz;
comment on column documents.incoming.tried_at is 'When the clock last tried to judge and mark it; null before it did.';
grant update (tried_at) on documents.sending, documents.incoming to nhip_app;
-- Whose turn was longest ago, and how many wait longest.
create index sending_to_try on documents.sending (coalesce(tried_at, sent_at), document_id) where state = 'sent';
create index incoming_to_try on documents.incoming (coalesce(tried_at, registered_at), document_id) where mark = 'waiting';
