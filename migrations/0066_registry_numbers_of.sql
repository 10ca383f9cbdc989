-- Whoever an entry names by one number may stand in another under a number they had before or have since: they are one person.

create function registry.numbers_of(number text, person uuid) returns text[]
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  with them as (
    select p.id from registry.person p where p.id_number = number
    union select f.person_id from registry.former_number f where f.id_number = number
    union select person where person is not null
  )
  select array(select number where number is not null
               union select p.id_number from registry.person p where p.id in (select id from them)
               union select f.id_number from registry.former_number f where f.person_id in (select id from them))
$$;
comment on function registry.numbers_of is 'This number and every other that whom it means, or this person, has or had; as who asks may see them.';
grant execute on function registry.numbers_of to nhip_app;
