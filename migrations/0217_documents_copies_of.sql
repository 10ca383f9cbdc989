-- Which documents are copies of one: where that is revoked, replaced or amended, whoever made and keeps them is told.
create index version_copy_of on documents.version ((content #>> '{copyOf,documentId}')) where content #>> '{copyOf,documentId}' is not null;
