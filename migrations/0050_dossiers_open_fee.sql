-- A fee whose amount nobody has established is neither nothing nor a sum.
alter table dossiers.dossier alter column fee drop not null;
alter table dossiers.dossier alter column fee drop default;
comment on column dossiers.dossier.fee is
  'In đồng, as the service and the answers set it at filing; null where it is not established what the service costs.';
