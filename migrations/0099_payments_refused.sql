-- Anybody may send what no gateway has signed: it is looked for often, and forgotten before it fills the disk.

create index notice_refused on payments.notice (received_at) where verdict = 'refused';
