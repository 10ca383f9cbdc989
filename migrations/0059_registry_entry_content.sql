-- What an entry of the register says, so that a copy of it is read from the book and never typed anew; and everybody who stands
-- in one is found by name.

alter table registry.entry add column content jsonb check (jsonb_typeof(content) = 'object');
comment on column registry.entry.content is 'What the entry says, by the place of its legal form; null where only who stands in it is known.';

drop index registry.entry_person_by_name;
create index entry_person_by_name on registry.entry_person (name_key, born_on);
