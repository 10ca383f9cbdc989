-- What is filed as a paper, or brought as a scan, is a file that this very person handed in; what lies beside a letter came with it. A
-- fingerprint alone gives no right to the file it is of. And with a document that was destroyed go the words of the opinions on it.

drop policy filed on documents.filed;
create policy filed on documents.filed for insert with check (
  filed_by = (select platform.account_id()) and taken_out_at is null
  and exists (select from documents.work_file f where f.id = work_file_id and f.agency_id = any ((select documents.own_agencies())::text[]))
  and case when document_id is not null then documents.is_file_of(document_id, sha256)
      else exists (select from platform.upload u where u.owner_id = (select platform.account_id()) and u.sha256 = filed.sha256) end);

drop policy filed on documents.filed_part;
create policy filed on documents.filed_part for insert with check (exists (
  select from documents.filed f join documents.incoming i on i.document_id = f.document_id
   where f.id = filed_id and f.filed_by = (select platform.account_id()) and f.taken_out_at is null
     and (i.marked_sha256 = filed_part.sha256
       or exists (select from documents.arrival_file a where a.arrival_id = i.arrival_id and a.sha256 = filed_part.sha256))));

drop policy brought on documents.arrival_file;
create policy brought on documents.arrival_file for insert with check (exists (
  select from documents.arrival a
   where a.id = arrival_id and a.state = 'waiting'
     and ((select platform.is_system())
       or a.brought_by = (select platform.account_id())
          and (sha256 is null or exists (
            select from platform.upload u where u.owner_id = (select platform.account_id()) and u.sha256 = arrival_file.sha256)))));

create or replace function documents.take_words(gone uuid, destroyed timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  update documents.document set destroyed_at = destroyed where id = gone and destroyed_at is null;
  update documents.version set content = (content - '{body,form,text,people,contact}'::text[]) || '{"blocks":[]}' where document_id = gone;
  delete from documents.working_text where document_id = gone;
  delete from documents.remark where document_id = gone;
  delete from documents.proposal where document_id = gone;
  delete from documents.text where document_id = gone;
  update documents.incoming set text_key = '{}' where document_id = gone;
  update documents.arrival set reading = null, reading_state = 'none' where document_id = gone;
  -- Who was asked, who answered and how stays; what was asked and said of it goes, in the rows and in the acts they are the fold of.
  update documents.opinion set question = '', wording = null where document_id = gone;
  update documents.route set why = null where document_id = gone;
  update documents.assignment set instruction = '', progress = '' where document_id = gone and (instruction, progress) <> ('', '');
  update documents.action
     set data = data - '{question,wording,text,instruction}'::text[], reason = case kind when 'return' then null else reason end
   where document_id = gone and kind in ('ask_opinion', 'give_opinion', 'return', 'assign', 'progress');
  delete from platform.file_use
   where used_by in ('documents.document:' || gone, 'documents.action:' || gone, 'documents.route:' || gone)
      or used_by in (select 'documents.arrival:' || a.id from documents.arrival a where a.document_id = gone);
end;
comment on function documents.take_words is 'Lets go what a document says: its words, what was remarked on them, asked and said of them, what was read of a scan, every file that was kept for it.';

-- What was destroyed before this is let go as well.
select documents.take_words(id, destroyed_at) from documents.document where destroyed_at is not null;
