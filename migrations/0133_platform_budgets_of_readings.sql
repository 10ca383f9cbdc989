-- What one account may have read and made by the room of documents in a time, beside what it may file and hand in.

alter table platform.budget drop constraint budget_kind_check;
alter table platform.budget add constraint budget_kind_check check (kind in ('dossiers', 'drafts', 'bytes', 'readings', 'papers'));
comment on column platform.budget.kind is 'Of what: dossiers filed, drafts opened, bytes handed in, files given to be read (scans, Word, layout), papers made (packages, registers, Word).';
