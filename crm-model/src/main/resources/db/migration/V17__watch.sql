-- What operators look back at: samples of the groups, rebalances, times of transactions, predictions. Small, and purged.

-- A group at one moment, one row for all its partitions: arrays, so that a sample is one row whatever the group reads.
create table group_sample (
    group_id    text not null,
    at          timestamptz not null,
    members     text[] not null,
    lag         bigint not null,
    lag_seconds double precision not null,
    -- Sums over all partitions, from which rates follow: where the logs end, records applied so far.
    ended       bigint not null,
    applied     bigint not null,
    status      text not null,
    topics      text[] not null,
    partitions  integer[] not null,
    positions   bigint[] not null,
    -- What Kafka has of the group; null where it has nothing.
    committed   bigint[] not null,
    ends        bigint[] not null,
    records     bigint[] not null,
    ages        double precision[] not null,
    owners      text[] not null,
    primary key (group_id, at)
);

-- Which server samples for all, and when it last did; who is silent for long is followed by another.
create table sampling (
    one    boolean primary key default true check (one),
    holder text not null default '',
    at     timestamptz not null default '-infinity'
);
insert into sampling default values;

-- What Kafka gave to members of groups and took from them, as they were told.
create table rebalance (
    id         bigint generated always as identity primary key,
    group_id   text not null,
    at         timestamptz not null,
    member     text not null,
    kind       text not null check (kind in ('assigned', 'revoked', 'lost')),
    topic      text not null,
    partitions integer[] not null
);
create index rebalance_of_group on rebalance (group_id, at);
create index rebalance_by_number on rebalance (group_id, id);

-- How long transactions take by how many records they have, T(b) = t0 + t1 b in seconds, as each server has learnt it.
create table service_time (
    group_id  text not null,
    node      text not null,
    at        timestamptz not null,
    batches   bigint not null,
    t0        double precision not null,
    t1        double precision not null,
    r_squared double precision not null,
    primary key (group_id, node)
) with (fillfactor = 50);

-- When a backlog was expected to be gone, and when it was.
create table drain_prediction (
    id            bigint generated always as identity primary key,
    group_id      text not null,
    made_at       timestamptz not null,
    lag           bigint not null,
    arrival_rate  double precision not null,
    rate          double precision not null,
    -- Null: never.
    drain_seconds double precision,
    settled_at    timestamptz,
    -- Null while it is open, and where it had not gone when it was given up.
    took_seconds  double precision
);
create index drain_prediction_of_group on drain_prediction (group_id, made_at);
create index drain_prediction_open on drain_prediction (group_id) where settled_at is null;
