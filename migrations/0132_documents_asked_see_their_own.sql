-- 0131 asked row policies anew in the order that costs least, and with two of them gave back to every reader what 0124 had taken: the
-- opinions of others, and the words of a text that came after one's answer. In that order, as 0124 says.

drop policy of_the_document on documents.opinion;
create policy of_the_document on documents.opinion for select using (
  (select platform.is_system()) or agency_id = any ((select documents.own_agencies())::text[]) or documents.is_in_its_route(document_id));

drop policy of_the_document on documents.text;
create policy of_the_document on documents.text for select using (
  (select platform.is_system()) or exists (
  select from documents.document d where d.id = document_id
     and (d.source <> 'agency' or d.status in ('issued', 'revoked') or d.agency_id = any ((select documents.own_agencies())::text[])
          or documents.was_shown(d.id, d.version)) offset 0));
