-- What was typed and could not be sent belongs to a form of whatever room: the kernel keeps it. Rows, index, rights and row policy
-- move with the table.

alter table dossiers.parked_input set schema platform;
