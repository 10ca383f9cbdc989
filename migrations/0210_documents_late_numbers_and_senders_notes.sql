-- Of an outgoing register the late one is out of order: a number that was taken early and issued on a later day than one above it, and no longer
-- each of those above it, which bear the right day (NĐ 30/2020/NĐ-CP Điều 15 khoản 1). What comes bears its number from the moment it is
-- entered, so that of the incoming the line with the earlier day is the late one, as before.

comment on column documents.register_line.out_of_order is 'Issued on a later day than a higher number of its register and year, or received on an earlier one than a lower; kept by documents.keep_order.';

create or replace function documents.keep_order() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  if new.book = 'out' then
    new.out_of_order := exists (
      select from documents.register_line higher
       where (higher.agency_id, higher.book, higher.register, higher.year) = (new.agency_id, new.book, new.register, new.year)
         and higher.number > new.number and higher.on_day < new.on_day and higher.fate = 'issued');
    -- One the clerk seals days after it was signed bears the day of its signature: a lower one may have been issued since.
    update documents.register_line lower set out_of_order = true
     where (lower.agency_id, lower.book, lower.register, lower.year) = (new.agency_id, new.book, new.register, new.year)
       and lower.number < new.number and lower.on_day > new.on_day and lower.fate = 'issued' and not lower.out_of_order;
    return new;
  end if;
  new.out_of_order := exists (
    select from documents.register_line lower
     where (lower.agency_id, lower.book, lower.register, lower.year) = (new.agency_id, new.book, new.register, new.year)
       and lower.number < new.number and lower.on_day > new.on_day and lower.fate = 'received');
  -- Those above it came after it, so that none of them bears a day before it was.
  if tg_op = 'UPDATE' and old.on_day < new.on_day then
    update documents.register_line higher set out_of_order = true
     where (higher.agency_id, higher.book, higher.register, higher.year) = (new.agency_id, new.book, new.register, new.year)
       and higher.number > new.number and higher.on_day >= old.on_day and higher.on_day < new.on_day and higher.fate = 'received';
  end if;
  return new;
end $$;
comment on function documents.keep_order is 'Before a number is issued, whether a higher one bears an earlier day, and which lower ones a later; before one is received, whether a lower one bears a later day.';

create or replace function documents.put_in_order(after_agency text) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  next_agency text := (select min(agency_id) from documents.register_line where after_agency is null or agency_id > after_agency);
begin
  if platform.is_system() is not true then
    raise insufficient_privilege using message = 'the program puts the registers in order';
  end if;
  update documents.register_line l set out_of_order = o.is_out_of_order
    from (select book, register, year, number,
                 coalesce(case book
                   when 'out' then on_day > min(on_day) over (partition by book, register, year order by number
                                                              rows between 1 following and unbounded following)
                   else on_day < max(on_day) over (partition by book, register, year order by number
                                                   rows between unbounded preceding and 1 preceding)
                 end, false) as is_out_of_order
            from documents.register_line where agency_id = next_agency and fate in ('issued', 'received')) o
   where l.agency_id = next_agency and (l.book, l.register, l.year, l.number) = (o.book, o.register, o.year, o.number)
     and l.out_of_order <> o.is_out_of_order;
  return next_agency;
end $$;
comment on function documents.put_in_order is 'Which numbers of the next agency are out of order, as documents.keep_order keeps it line by line; where the next call goes on, null at the end. For the program alone.';

update documents.register_line l set out_of_order = o.is_out_of_order
  from (select agency_id, register, year, number,
               coalesce(on_day > min(on_day) over (partition by agency_id, register, year order by number
                                                   rows between 1 following and unbounded following), false) as is_out_of_order
          from documents.register_line where book = 'out' and fate = 'issued') o
 where l.book = 'out' and l.out_of_order <> o.is_out_of_order
   and (l.agency_id, l.register, l.year, l.number) = (o.agency_id, o.register, o.year, o.number);

-- What came by mail, as a scan or from an exchange outside proves no document of this platform, so that no program learns what its sender did to it.
-- Its clerk notes that by hand, with the document that says so, and takes back a note that was wrong, with a reason.
insert into documents.action_kind (kind, sources, states, becomes, doers, meaning) values
  ('note_sender', '{incoming}', '{received}', null, '{clerk}', 'its sender wrote that it is revoked, replaced, amended or corrected'),
  ('unnote_sender', '{incoming}', '{received}', null, '{clerk}', 'such a note was wrong and is taken back, with a reason');

alter table documents.sender_change
  add column note_seq integer,
  drop constraint sender_change_document_id_kind_by_document_key,
  drop constraint sender_change_check,
  add constraint says_by_what check (kind = 'revoked' or by_document is not null or note_seq is not null),
  add constraint note_says_by_what check (note_seq is null or by_symbol <> '' and by_day is not null);
create unique index sender_change_once on documents.sender_change (document_id, kind, by_document) nulls not distinct where note_seq is null;
create unique index sender_change_noted_once on documents.sender_change (document_id, kind, by_symbol, by_day) where note_seq is not null;
comment on column documents.sender_change.note_seq is 'Of a note by hand the act of the clerk; null where the program followed its sender.';
comment on table documents.sender_change is 'Thu hồi, thay thế, sửa đổi, đính chính của nơi gửi: what became of the document a received one is the copy of; the fold of its actions follow_sender, note_sender and unnote_sender, kept by documents.keep_sender_change and documents.keep_sender_note.';
comment on column documents.sender_change.by_document is 'The document of the sender that does it, or did what is undone; of a mere revocation none. Of a note by hand the received one that says so, where it was entered.';

create function documents.keep_sender_note() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  today date := (new.at at time zone 'Asia/Ho_Chi_Minh')::date;
  on_day date := (new.data ->> 'day')::date;
begin
  if new.kind = 'unnote_sender' then
    delete from documents.sender_change where document_id = new.document_id and note_seq = (new.data ->> 'note')::integer;
    if not found or btrim(coalesce(new.reason, '')) = '' then
      raise insufficient_privilege using message = 'a note that stands is taken back, with a reason';
    end if;
    return null;
  end if;
  insert into documents.sender_change (document_id, kind, by_document, by_symbol, by_day, at, noted_at, note_seq)
  select i.document_id, new.data ->> 'change', n.document_id, btrim(new.data ->> 'symbol'), on_day,
         -- What was issued on that very day was, for all that is known, issued before.
         least(new.at, (on_day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 second'), new.at, new.seq
    from documents.incoming i
    left join documents.incoming n on n.document_id = (new.data ->> 'by')::uuid and n.document_id <> i.document_id
                                  and n.agency_id = any (documents.own_agencies())
   where i.document_id = new.document_id and (i.source <> 'exchange' or i.sent_document is null) and on_day <= today
     and new.data ->> 'change' in ('revoked', 'replaced', 'amended', 'corrected') and (n.document_id is not null or new.data ->> 'by' is null);
  if not found then
    raise insufficient_privilege using message = 'a note by hand is of what proves no sender, and names the document that says so';
  end if;
  return null;
end $$;
comment on function documents.keep_sender_note is 'After an action note_sender or unnote_sender: keeps what became of the copy equal to the fold.';
revoke all on function documents.keep_sender_note() from public;
-- After documents.keep_state: triggers go by their names.
create trigger keep_the_senders_note after insert on documents.action for each row
  when (new.kind in ('note_sender', 'unnote_sender')) execute function documents.keep_sender_note();
