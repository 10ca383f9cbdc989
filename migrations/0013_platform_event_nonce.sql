alter table platform.event_log add column nonce bytea check (octet_length(nonce) = 8);
comment on column platform.event_log.nonce is 'Eight bytes the mark covers too, so that two equal facts of one millisecond have two marks; null in rows written before there were nonces.';
