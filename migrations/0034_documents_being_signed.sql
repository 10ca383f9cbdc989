-- What was confirmed and not issued yet is looked for every minute: among a million documents it is a handful.
drop index documents.action_confirmed;
create index document_being_signed on documents.document (confirmed_at) where status = 'signing';
