-- A divorce ends a marriage once a second officer has confirmed it from the judgment, and both who were married are told.

alter table registry.divorce
  add column confirmed_at timestamptz,
  add column confirmed_by uuid,
  add column confirm_key  uuid,
  add column one_told     boolean,
  add column other_told   boolean;
comment on column registry.divorce.confirmed_at is 'When it ended the marriage; null while it waits for another officer.';
comment on column registry.divorce.confirmed_by is 'The officer who confirmed it, another than who recorded it; null of one recorded before two were asked for.';
comment on column registry.divorce.confirm_key is 'The key of the request that confirmed it: repeating it changes nothing.';
comment on column registry.divorce.one_told is 'Whether one of the two was told in an account of theirs; false: nobody could be told; null: not yet.';
comment on column registry.divorce.other_told is 'The same of the other.';

-- Those recorded by one officer have ended their marriages, as the rule was.
update registry.divorce set confirmed_at = noted_at;

-- What only waits, whoever recorded it may take back.
alter table registry.divorce
  drop constraint divorce_check,
  add constraint undone_by_another check (undone_by <> noted_by or confirmed_at is null),
  add constraint confirmed_by_another check (confirmed_by <> noted_by),
  add constraint confirmed_at_a_moment check (confirmed_by is null or confirmed_at is not null);
grant update (confirmed_at, confirmed_by, confirm_key, one_told, other_told) on registry.divorce to nhip_app;
