-- The keys that personal values are sealed with. Each is wrapped by a master key, which stands in a file outside.

-- Master keys that wrap or wrapped the keys below, by fingerprint. The latest wraps; one that wraps nothing any more is retired.
create table master_key (
    fingerprint text        not null primary key,
    since       timestamptz not null default clock_timestamp(),
    retired     boolean     not null default false
);

-- One key per person, under the id of the profile that the person's identity makes; deleting the row makes every copy of
-- what was sealed with it unreadable. Ids of version 0 name keys that belong to nobody.
create table sealing_key (
    id         uuid        not null primary key,
    master     text        not null,
    wrapped    bytea       not null,
    -- The time of the transaction that made it: who reads it at a later time reads it committed.
    created_at timestamptz not null default now()
);
