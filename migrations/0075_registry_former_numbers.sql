-- Whoever stands in an entry under a number they had is found under every other: each person comes with the numbers they had.

create or replace function registry.look_for_people(asked_numbers text[], generations integer)
  returns table (numbers text[], found json, people json)
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    with recursive asked as (select distinct unnest(asked_numbers) as number),
    meant as (
      select a.number, p.id, false as former from asked a join registry.person p on p.id_number = a.number
      union all
      select a.number, f.person_id, true from asked a join registry.former_number f on f.id_number = a.number
    ),
    up (id, depth) as (
      select m.id, 0 from meant m
      union
      select parent, depth + 1 from up join registry.person p on p.id = up.id, lateral (values (p.father_id), (p.mother_id)) as of_them (parent)
       where parent is not null and depth < generations
    ),
    known as (
      select p.* from registry.person p
       where p.id = any (array(select up.id from up union select s.spouse_id from registry.person s join meant m on m.id = s.id))
    )
    select
      array(select a.number from asked a
            union select k.id_number from known k where k.id in (select m.id from meant m)
            union select f.id_number from registry.former_number f where f.person_id in (select m.id from meant m)),
      coalesce((select json_agg(json_build_object('number', m.number, 'id', m.id, 'isFormer', m.former)) from meant m), '[]'),
      coalesce((select json_agg(json_build_object('id', k.id, 'idNumber', k.id_number, 'fullName', k.full_name, 'bornOn', k.born_on,
                 'gender', k.gender, 'unitCode', k.unit_code, 'householdId', k.household_id, 'fatherId', k.father_id, 'motherId', k.mother_id,
                 'spouseId', k.spouse_id, 'diedOn', k.died_on, 'source', k.source, 'updatedAt', k.updated_at,
                 'formerNumbers', case when k.id in (select m.id from meant m) then
                   array(select f.id_number from registry.former_number f where f.person_id = k.id) end)) from known k), '[]');
end $$;
