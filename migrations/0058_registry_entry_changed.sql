-- A corrected document gives its event a new entry in the place of the one it gave before, which ends and stays: of a dossier one entry stands.

alter table registry.entry drop constraint entry_dossier_id_key;
create unique index entry_of_dossier on registry.entry (dossier_id) where ended_at is null;
