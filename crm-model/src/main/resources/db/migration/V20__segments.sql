-- Who is in which segment, exactly, at every instant.

-- Which definitions are in force: whoever changes that counts one up, alone; whoever tells memberships by them holds the
-- number still until the commit, so that all do so by the same ones.
create table segment_epoch (
    one   boolean primary key default true check (one),
    epoch bigint  not null
);
insert into segment_epoch (epoch) values (0);

-- Two statements of which each sees what was committed before it: the number is read after the wait.
create function segment_epoch_held() returns bigint language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('segment_epoch', 0));
    return (select epoch from segment_epoch);
end $$;

create function segment_epoch_alone() returns bigint language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('segment_epoch', 0));
    return (select epoch from segment_epoch);
end $$;

create table segment (
    key     text    not null primary key,
    state   text    not null,
    live_id integer, -- the version by which memberships are told
    next_id integer  -- the version that is about to follow it
);

create table segment_version (
    id           integer     not null generated always as identity primary key,
    key          text        not null references segment (key),
    version      integer     not null,
    definition   json        not null,
    published_at timestamptz not null default now(),
    published_by text        not null,
    -- By the clock of the business.
    from_at      timestamptz,
    until_at     timestamptz,
    -- A pass over all profiles: 'backfill' before the version is in force, 'swap' when that is done, 'recheck' of one in
    -- force after another that it refers to has changed.
    pass         text,
    passed       uuid, -- the last profile
    profiles     bigint      not null default 0, -- passed so far
    unique (key, version)
);

create index segment_version_passing on segment_version (id) where pass is not null;

-- Whoever writes the rows of a profile holds its row in profile.
create table segment_member (
    profile_id uuid        not null,
    version_id integer     not null,
    since      timestamptz not null,
    primary key (profile_id, version_id)
);

create index segment_member_by_version on segment_member (version_id, profile_id);

-- Up to which instant the memberships of a profile are told, and when which of them change if nothing happens.
create table segment_profile (
    profile_id  uuid        not null primary key,
    told_until  timestamptz not null,
    first_seen  timestamptz, -- as it was then
    due_at      timestamptz, -- the earliest of dues
    version_ids integer[]   not null,
    dues        bigint[]    not null -- microseconds since 1970
) with (fillfactor = 70);

create index segment_profile_due on segment_profile (due_at) where due_at is not null;

-- Each change as it was told. at: since when it is true; late: it came out after something else had been told of then.
create table segment_change (
    id          bigint      not null generated always as identity primary key,
    profile_id  uuid        not null,
    key         text        not null,
    version     integer     not null,
    entered     boolean     not null,
    cause       text        not null,
    at          timestamptz not null,
    observed_at timestamptz not null,
    late        boolean     not null
);

create index segment_change_by_profile on segment_change (profile_id, id);
create index segment_change_by_segment on segment_change (key, at);
