-- Several papers may answer one dossier and be signed in one act: the result, the copies asked for, a certificate beside a decision.
alter table documents.document add column part text not null default '' check (length(part) <= 80);
comment on column documents.document.part is 'Which of the papers signed together it is: empty for the first, else the key of the further paper.';
