-- What a power to sign that was handed over reaches, so that it can be held against a document: types by their keys, books (sổ) by theirs; null
-- for all of them. Who signs thừa ủy quyền has it for a time and for what was named (NĐ 30/2020/NĐ-CP Điều 13): from now on no
-- such power is written without.
alter table agencies.delegation
  add column types text[] check (cardinality(types) > 0),
  add column registers text[] check (cardinality(registers) > 0);
alter table agencies.delegation
  add constraint delegation_is_limited check (authority <> 'TUQ.' or types is not null or registers is not null) not valid;
comment on column agencies.delegation.types is 'Tên loại văn bản: keys of the types it reaches; null for all.';
comment on column agencies.delegation.registers is 'Sổ đăng ký, lĩnh vực: keys of the books it reaches; null for all.';
