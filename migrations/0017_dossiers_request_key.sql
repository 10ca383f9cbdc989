-- A request key is its filer's: with another applicant under the same key a clerk has asked for something else, which is
-- refused, and must not become a second dossier. Where that has happened, the later dossiers keep a key of their own.
update dossiers.dossier as later set request_key = gen_random_uuid()
 where exists (select from dossiers.dossier as first
                where first.filed_by = later.filed_by and first.request_key = later.request_key and first.id < later.id);
alter table dossiers.dossier drop constraint dossier_applicant_id_request_key_key;
alter table dossiers.dossier add constraint dossier_by_request_key unique (filed_by, request_key);
comment on column dossiers.dossier.request_key is 'Chosen by the filer''s client; submitting twice with one key stores one dossier.';

-- A request that takes more than one transaction may lose its process in the middle.
alter table platform.idempotency add column claim uuid, add column leased_until timestamptz not null default now();
comment on column platform.idempotency.principal is 'Who asked: the account, or nobody''s zero.';
comment on column platform.idempotency.key is 'Made from principal, operation and Idempotency-Key.';
comment on column platform.idempotency.fingerprint is 'What was asked under this key; another is refused.';
comment on column platform.idempotency.body is 'The answer; null while the request is under way.';
comment on column platform.idempotency.claim is 'The attempt that is under way, or that answered.';
comment on column platform.idempotency.leased_until is 'Until when that attempt is believed alive: it renews this while it works; later, the next one takes over.';
comment on column platform.idempotency.created_at is 'Answers are kept for a day.';
