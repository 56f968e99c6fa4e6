-- Who each customer is. Every statement of the hot path stays within one profile id.

create extension if not exists pg_trgm;

-- What was applied: a 128-bit hash of (source, id), for ever. The digest tells a resend from another body under the same id.
create table claim (
    id     uuid   not null primary key,
    digest bigint not null
) partition by hash (id);

do $$
begin
    for part in 0..15 loop
        execute format('create table claim_%s partition of claim for values with (modulus 16, remainder %s)', part, part);
    end loop;
end $$;

-- Departures from the contract that are counted, not refused, by type and source, with the last event as a sample.
create table violation (
    kind      text        not null,
    type      text        not null,
    source    text        not null,
    count     bigint      not null,
    sample_id text        not null,
    first_at  timestamptz not null default now(),
    last_at   timestamptz not null default now(),
    primary key (kind, type, source)
);

-- One person as far as known, and the traits that are sums. The row is the lock of everything about the profile.
-- No index but the key, so that updates stay in the page (HOT). The tables around it have no foreign keys to it:
-- whoever writes them holds the row, and a check per written row would cost more than the row.
create table profile (
    id             uuid    not null primary key,
    version        bigint  not null default 0,
    merged_into    uuid references profile (id),
    events         bigint  not null default 0,
    orders         bigint  not null default 0,
    items          numeric not null default 0,
    products       bigint  not null default 0,
    refunds        bigint  not null default 0,
    interactions   bigint  not null default 0,
    consultations  bigint  not null default 0,
    transactions   bigint  not null default 0,
    first_order_at timestamptz,
    last_order_at  timestamptz,
    first_seen_at  timestamptz,
    last_seen_at   timestamptz
) with (fillfactor = 70);

create table profile_money (
    profile_id uuid    not null,
    currency   text    not null,
    net        numeric not null,
    gross      numeric not null,
    orders     bigint  not null,
    primary key (profile_id, currency)
) with (fillfactor = 80);

-- How many uncancelled orders hold a product, have a category, came by a channel; how many events a conversation has.
create table profile_tally (
    profile_id uuid   not null,
    kind       text   not null,
    item       text   not null,
    n          bigint not null,
    primary key (profile_id, kind, item)
) with (fillfactor = 80);

-- An order as far as its events have come, in whatever order. at, source and event_id name the event that completed it.
create table customer_order (
    profile_id uuid    not null,
    order_id   text    not null,
    at         timestamptz,
    source     text,
    event_id   text,
    currency   text,
    total      numeric,
    items      numeric,
    channel    text,
    refunded   jsonb,
    unpriced   jsonb,
    whole      boolean not null,
    cancelled  boolean not null,
    primary key (profile_id, order_id)
);

-- What changes seldom: attributes and consents, each field with the stamp of the event that said it last, and what
-- lists and searches need of them.
create table person (
    profile_id  uuid        not null primary key,
    known       boolean     not null,
    customer_id text,
    name        text,
    email       text,
    phone       text,
    country     text,
    sort_name   text        not null collate "C",
    search      text        not null,
    attributes  jsonb       not null default '{}',
    consents    jsonb       not null default '{}',
    created_at  timestamptz not null default now()
);

create index person_by_name on person (sort_name, profile_id) where known;
create index person_by_age on person (created_at, profile_id) where known;
create index person_by_country on person (country, sort_name, profile_id) where known;
create index person_search on person using gin (search gin_trgm_ops) where known;

create table identity (
    namespace  text not null,
    value      text not null,
    profile_id uuid not null,
    primary key (namespace, value, profile_id)
);

create index identity_by_profile on identity (profile_id);

-- Whom a visitor turned out to be, and when that was said.
create table identity_link (
    namespace  text        not null,
    value      text        not null,
    at         timestamptz not null,
    source     text        not null collate "C",
    event_id   text        not null collate "C",
    profile_id uuid        not null,
    primary key (namespace, value, at, source, event_id)
);

create index identity_link_by_profile on identity_link (profile_id);

-- The record from which state can be rebuilt. No unique index: claims keep events single, so it can be partitioned by time.
create table event (
    profile_id uuid        not null,
    at         timestamptz not null,
    source     text        not null collate "C",
    id         text        not null collate "C",
    type       text        not null,
    subject    text        not null,
    linkable   boolean     not null,
    backfill   boolean     not null,
    data       json        not null -- as it was sent
);

create index event_by_profile on event (profile_id, at);
-- Events that move when their visitor turns out to be a customer.
create index event_by_visitor on event (subject, at) where linkable;
