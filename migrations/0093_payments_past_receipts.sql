-- Receipts of a simulated past have their numbers and no files: by the tens of thousands nobody signs what nobody reads. Opening one
-- sets and signs it then, as any receipt whose job has not run yet.

alter table payments.receipt add column is_past boolean not null default false;
comment on column payments.receipt.is_past is 'Of a simulated past: signed when somebody opens it, and by no schedule. Written by the owner of the tables alone.';
drop index payments.receipt_to_sign;
create index receipt_to_sign on payments.receipt (numbered_at) where state = 'numbered' and not is_past;
