-- What came and was not read, judged or handed over at once is gone on with by the clock, however long a key, a machine or an exchange
-- was away; each mailbox has its turn, also beside some that do not answer; and what waits is found without reading what does not.

alter table documents.mailbox add column tried_at timestamptz;
comment on column documents.mailbox.tried_at is 'When the program last tried to read it, whatever came of it.';

create index arrival_unread on documents.arrival (id) where reading_state = 'waiting';
create index incoming_unmarked on documents.incoming (registered_at) where mark = 'waiting';
create index sending_under_way on documents.sending (sent_at) where state = 'sent';
create index text_waiting_since on documents.text_waiting (since);
