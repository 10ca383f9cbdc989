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
