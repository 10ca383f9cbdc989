-- A version that ends is followed by another, or by none: which one is in force is asked at every page.
alter table catalogue.service_version add column valid_to date;
update catalogue.service_version set valid_to = (definition ->> 'validTo')::date where definition ? 'validTo';
comment on column catalogue.service_version.valid_to is 'The last day it is in force; null while none is set.';
