-- One rule for numbers and days out of order, kept with the line when it is written: the register compared each line with the one before it, whatever
-- had become of that, and the list of the clerk each issued number with all below it, by another day.

alter table documents.register_line add column out_of_order boolean not null default false;
comment on column documents.register_line.out_of_order is 'It was issued, or received, on a day before that of a lower number of its register and year; kept by documents.keep_order.';
comment on column documents.register_line.on_day is 'The day an issued document bears, or a received one came; of a number that was not issued the day it was taken or given up.';

create or replace function documents.register_out(taken documents.action) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  insert into documents.register_line as l (agency_id, book, register, year, number, document_id, on_day, symbol, type, subject, signer, places,
                                            copies, urgency, fate, why, revoked_at)
  select taken.agency_id, 'out', taken.register, taken.year, taken.number, d.id,
         coalesce(case taken.kind when 'issue' then d.signing_on end, (taken.at at time zone 'Asia/Ho_Chi_Minh')::date),
         coalesce(d.symbol, taken.data ->> 'symbol', ''), v.title, case d.source when 'agency' then v.subject else '' end,
         coalesce(d.signer_name, ''),
         case d.source when 'agency' then array(select jsonb_array_elements_text(v.content -> 'recipients')) else '{}' end,
         (v.content ->> 'copies')::int, v.content ->> 'urgency',
         case taken.kind when 'issue' then 'issued' when 'void' then 'voided' else 'signing' end, coalesce(taken.reason, ''), d.revoked_at
    from documents.document d join documents.version v on v.document_id = d.id and v.version = d.version
   where d.id = taken.document_id
  on conflict (agency_id, book, register, year, number) do update
     set (on_day, symbol, type, subject, signer, places, copies, urgency, fate, why)
       = (excluded.on_day, coalesce(nullif(excluded.symbol, ''), l.symbol), excluded.type, excluded.subject,
          coalesce(nullif(excluded.signer, ''), l.signer), excluded.places, excluded.copies, excluded.urgency, excluded.fate, excluded.why);
end;

create function documents.keep_order() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$ begin
  new.out_of_order := exists (
    select from documents.register_line lower
     where (lower.agency_id, lower.book, lower.register, lower.year) = (new.agency_id, new.book, new.register, new.year)
       and lower.number < new.number and lower.on_day > new.on_day and lower.fate in ('issued', 'received'));
  -- Those above it were taken after it, so that none of them bears a day before it was.
  if tg_op = 'UPDATE' and old.on_day < new.on_day then
    update documents.register_line higher set out_of_order = true
     where (higher.agency_id, higher.book, higher.register, higher.year) = (new.agency_id, new.book, new.register, new.year)
       and higher.number > new.number and higher.on_day >= old.on_day and higher.on_day < new.on_day and higher.fate in ('issued', 'received');
  end if;
  return new;
end $$;
comment on function documents.keep_order is 'Before a number is issued, or received: whether a lower one bears a later day, and which higher ones bear an earlier one.';
revoke all on function documents.keep_order() from public;
create trigger keep_order before update of fate, on_day on documents.register_line for each row
  when (new.fate in ('issued', 'received')) execute function documents.keep_order();
create trigger keep_order_received before insert on documents.register_line for each row
  when (new.fate = 'received') execute function documents.keep_order();

-- The same of all there is, for a past that was written as a whole: agency by agency, so that no statement is as long as a province is large.
create function documents.put_in_order(after_agency text) returns text
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
                 coalesce(on_day < max(on_day) over (partition by book, register, year order by number
                                                     rows between unbounded preceding and 1 preceding), false) as is_out_of_order
            from documents.register_line where agency_id = next_agency and fate in ('issued', 'received')) o
   where l.agency_id = next_agency and (l.book, l.register, l.year, l.number) = (o.book, o.register, o.year, o.number)
     and l.out_of_order <> o.is_out_of_order;
  return next_agency;
end $$;
comment on function documents.put_in_order is 'Which numbers of the next agency bear a day before that of a lower one, as documents.keep_order keeps it line by line; where the next call goes on, null at the end. For the program alone.';
revoke all on function documents.put_in_order(text) from public;
grant execute on function documents.put_in_order(text) to nhip_app;

do $$
declare
  was text := pg_get_functiondef('documents.fill_register(uuid, integer)'::regprocedure);
  is_now text := replace(was, '(coalesce(e.at, t.at) at time zone ''Asia/Ho_Chi_Minh'')::date',
    'coalesce(case e.kind when ''issue'' then d.signing_on end, (coalesce(e.at, t.at) at time zone ''Asia/Ho_Chi_Minh'')::date)');
begin
  if is_now = was then raise exception 'documents.fill_register is another'; end if;
  execute is_now;
end $$;

update documents.register_line l set on_day = d.signing_on
  from documents.document d
 where d.id = l.document_id and (d.agency_id, d.register, d.year, d.number) = (l.agency_id, l.register, l.year, l.number)
   and l.book = 'out' and l.fate = 'issued' and d.signing_on <> l.on_day;
update documents.register_line l set out_of_order = true
  from (select agency_id, book, register, year, number,
               on_day < max(on_day) over (partition by agency_id, book, register, year order by number
                                          rows between unbounded preceding and 1 preceding) as is_out_of_order
          from documents.register_line where fate in ('issued', 'received')) o
 where o.is_out_of_order and (l.agency_id, l.book, l.register, l.year, l.number) = (o.agency_id, o.book, o.register, o.year, o.number);
create index register_line_to_look_at on documents.register_line (agency_id, year, on_day desc, number desc)
  where book = 'out' and (fate = 'voided' or out_of_order);
