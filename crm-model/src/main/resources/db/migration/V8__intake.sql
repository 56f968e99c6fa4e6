-- Departures from the contract by field, too. One row per field that a source gets wrong; the indexes of arrays are
-- written as * in the pointer, so that a long order makes no more rows than a short one.
alter table violation
    add column id bigint generated always as identity unique,
    add column pointer text not null default '',
    add column sample_pointer text not null default '',
    add column expectation text not null default '',
    -- The JSON type that was there, never the value, which may be personal.
    add column found text not null default '';
alter table violation drop constraint violation_pkey;
alter table violation add primary key (kind, type, source, pointer);
create index violation_by_age on violation (last_at desc, id desc);

-- How bare JSON becomes events, of topics whose mapping was edited.
create table mapping (
    topic text not null primary key,
    definition text not null,
    version bigint not null,
    changed_at timestamptz not null
);

-- Grows with every change of any mapping, so that all nodes see with one small question whether there is news.
create table mapping_version (
    one boolean not null primary key default true check (one),
    version bigint not null
);
insert into mapping_version (version) values (0);
