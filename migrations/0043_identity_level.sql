-- At which level of electronic identification somebody signed in, as the identity provider says (NĐ 69/2024/NĐ-CP).

alter table identity.session
  add column identified smallint check (identified in (1, 2));
comment on column identity.session.identified is 'Mức độ tài khoản định danh điện tử with which a citizen signed in, 1 or 2; null where the provider did not say.';
grant select (identified), insert (identified) on identity.session to nhip_app;
