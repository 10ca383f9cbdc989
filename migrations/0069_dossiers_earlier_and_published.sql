-- What cannot be entered into the register holds up nothing behind it and is tried again; of a dossier whose result was replaced the
-- new one is public, the old one no more.

alter table dossiers.earlier_entry drop constraint earlier_entry_outcome_check;
alter table dossiers.earlier_entry add constraint earlier_entry_outcome_check
  check (outcome in ('entered', 'nothing', 'lacking', 'standing', 'failed'));
comment on column dossiers.earlier_entry.outcome is 'entered: it stands there; nothing: declined or revoked, it registers nothing; lacking: its answers do not say who; standing: the same stands there by another; failed: an error, tried again after those that wait; null while it waits.';
comment on column dossiers.earlier_entry.noted_at is 'When it was looked at last; null while it waits.';
drop index dossiers.earlier_entry_left_out;
create index earlier_entry_left_out on dossiers.earlier_entry (outcome, noted_at) where outcome in ('lacking', 'standing', 'failed');

alter table dossiers.published drop constraint published_pkey, drop constraint published_document_id_key, add primary key (document_id);
create unique index published_of_dossier on dossiers.published (dossier_id) where ended_at is null;
comment on column dossiers.published.ended_at is 'When it was taken down: the document was revoked or replaced.';

-- Of who dies the spouse is found without looking through the province.
create index person_by_spouse on registry.person (spouse_id) where spouse_id is not null;
