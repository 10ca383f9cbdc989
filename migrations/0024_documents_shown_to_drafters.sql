-- Whoever puts a draft before a leader has read it too: their pages are kept as the leader's are, without a number.
alter table documents.shown_page alter column number drop not null;
comment on table  documents.shown_page is 'Trang đã hiện: the pages of a draft that left for the screen of who may sign it or puts it before a leader. Gone once the document is signed or discarded.';
comment on column documents.shown_page.sha256 is 'Fingerprint of the file as it was shown: before any signature, with the number it would bear, or marked as a draft without one.';
comment on column documents.shown_page.number is 'The number the file was shown with; null for one who may not sign and sees it marked as a draft.';
