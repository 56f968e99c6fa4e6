-- A version that is to be asked of all profiles again, as soon as what is being told of it has been told.
alter table segment_version add column again boolean not null default false;
