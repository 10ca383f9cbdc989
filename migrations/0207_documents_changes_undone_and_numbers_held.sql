-- What replaced, amended or corrected a document and is revoked or replaced itself does so no longer: its copies say that as well.

alter table documents.sender_change
  drop constraint sender_change_kind_check,
  add constraint sender_change_kind_check check (kind in ('revoked', 'replaced', 'amended', 'corrected', 'undone'));
comment on column documents.sender_change.kind is 'revoked, replaced: the copy is frozen; amended, corrected: it stands, read with the other; undone: that other was revoked or replaced itself.';
comment on column documents.sender_change.by_document is 'The document of the sender that does it, or did what is undone; of a mere revocation none.';

create or replace function documents.sent_changes(sent uuid)
  returns table (kind text, by_document uuid, by_symbol text, by_day date, at timestamptz)
  language sql stable security definer rows 5 set search_path = pg_catalog, pg_temp
begin atomic
  with done as (
    select case when d.replaced_by is null then 'revoked' else 'replaced' end as kind, d.replaced_by as by_document, d.revoked_at as at
      from documents.document d where d.id = sent and d.source = 'agency' and d.status = 'revoked'
    union all
    select case a.data ->> 'relation' when 'amends' then 'amended' else 'corrected' end, (a.data ->> 'by')::uuid, a.at
      from documents.action a where a.document_id = sent and a.kind = 'note'),
  of_each as (
    select done.kind, done.by_document, done.at from done
    union all
    select 'undone', n.id, n.revoked_at from done join documents.document n on n.id = done.by_document where n.status = 'revoked')
  select c.kind, c.by_document, coalesce(n.symbol, ''), (n.issued_at at time zone 'Asia/Ho_Chi_Minh')::date, c.at
    from of_each c left join documents.document n on n.id = c.by_document
   where platform.is_system() or exists (
     select from documents.arrival r where r.source = 'exchange' and r.key = sent::text and r.agency_id = any (documents.clerk_agencies()))
   order by c.at;
end;

-- Who leads an agency says also for how long its numbers are held (migration 0201 let them say the route and the seal).
drop policy made on documents.rule;
create policy made on documents.rule for insert with check (
  agency_id = any ((select documents.own_agencies())::text[]) and made_by = (select platform.account_id())
  and about in ('route', 'seal', 'hold') and (select platform.roles())::text[] && '{leader}');

comment on column documents.incoming.mark_reason is 'Why it stands in the register alone: picture, forbidden, broken, unreadable, not_archival, no_key, destroyed.';
