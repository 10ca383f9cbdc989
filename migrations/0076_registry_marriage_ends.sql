-- What ended a marriage is asked for every marriage of everybody a case names, of a million entries under row policies. There a condition that calls a
-- function, or asks a question of its own, is tried on every row before an index is: one filing took more than a minute. So numbers come
-- first and joins after them, and each question keeps its plan.

create or replace function registry.numbers_of(number text, person uuid) returns text[]
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return (
    with them as (
      select p.id from registry.person p where p.id_number = number
      union select f.person_id from registry.former_number f where f.id_number = number
      union select person where person is not null
    )
    select array(select number where number is not null
                 union select p.id_number from them join registry.person p on p.id = them.id
                 union select f.id_number from them join registry.former_number f on f.person_id = them.id));
end $$;

create function registry.divorces_about(marriage uuid) returns setof registry.divorce
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select v.* from registry.divorce v where v.entry_id = marriage
    union all
    select v.* from registry.entry e
      join registry.entry was on was.dossier_id = e.dossier_id and was.ended_at is not null and was.id <> e.id
      join registry.divorce v on v.entry_id = was.id
     where e.id = marriage
    union all
    select v.* from registry.entry e
      join registry.entry_person one on one.entry_id = e.id
      join registry.divorce v on v.one_number = one.id_number and v.entry_id is null
       and v.judged_on >= (e.entered_at at time zone 'Asia/Ho_Chi_Minh')::date
      join registry.entry_person other on other.entry_id = e.id and other.id_number = v.other_number
     where e.id = marriage;
end $$;
comment on function registry.divorces_about is 'The divorces recorded of the marriage of this entry, whether they count or not: of the entry itself, of one a corrected certificate took the place of, or of the two before they had an entry, of a later day; as who asks may see them.';
grant execute on function registry.divorces_about to nhip_app;

create function registry.marriage_end(marriage uuid) returns json
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return (
    select json_build_object('kind', o.kind, 'number', o.number, 'on', o.on_day, 'endedOn', o.ended_on, 'by', o.said_by) from (
      select 'divorce' as kind, v.judgment as number, v.judged_on as on_day, v.judged_on as ended_on, v.court as said_by
        from registry.divorces_about(marriage) v where v.undone_at is null and v.confirmed_at is not null
      union all
      select 'death', d.number, d.day, coalesce(d.event_on, d.day), d.agency_id
        from registry.entry_person party
        cross join lateral (select registry.numbers_of(party.id_number, party.person_id) as numbers offset 0) known
        join registry.entry_person dead on dead.role = 'deceased'
         and (dead.id_number = any (known.numbers) or dead.person_id = party.person_id)
        cross join lateral (
          select e.*, (e.entered_at at time zone 'Asia/Ho_Chi_Minh')::date as day from registry.entry e
           where e.id = dead.entry_id and e.kind = 'death' and e.ended_at is null) d
       where party.entry_id = marriage) o
     order by o.ended_on limit 1);
end $$;
comment on function registry.marriage_end is 'What ended the marriage of this entry, a divorce that counts or the death of either, as kind, number, on, endedOn, by; null while it stands; as who asks may see it.';
grant execute on function registry.marriage_end to nhip_app;

create index divorce_by_entry on registry.divorce (entry_id) where entry_id is not null;
create index entry_by_what_ended_it on registry.entry (ended_by) where ended_by is not null;
