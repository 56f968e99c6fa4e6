-- Where each group stands in each partition. The row is the truth, Kafka's own offset a mirror.
create table consumer_position (
    group_id text not null,
    topic text not null,
    partition integer not null,
    topic_id uuid not null,
    next_offset bigint not null,
    leader_epoch integer,
    -- Who claims raises it; an advance under an older one hits no row.
    epoch bigint not null,
    owner text not null,
    records bigint not null default 0,
    applied_at timestamptz,
    updated_at timestamptz not null,
    primary key (group_id, topic, partition)
) with (fillfactor = 50); -- room for updates in place

-- Records that no handler will ever see, or that the broker forgot after a handler saw them.
create table loss (
    id bigint generated always as identity primary key,
    group_id text not null,
    topic text not null,
    topic_id uuid not null,
    partition integer not null,
    cause text not null check (cause in ('retention', 'recreated', 'truncated')),
    from_offset bigint not null,
    -- Exclusive; null where nobody can know any more.
    to_offset bigint,
    at timestamptz not null
);

create table dead_letter (
    id bigint generated always as identity primary key,
    group_id text not null,
    topic text not null,
    topic_id uuid not null,
    partition integer not null,
    record_offset bigint not null,
    produced_at timestamptz not null,
    record_key bytea,
    record_value bytea,
    -- JSON array of [name, Base64 value or null].
    headers text not null,
    code text not null,
    pointer text not null,
    detail text not null,
    at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'replayed', 'discarded')),
    unique (group_id, topic_id, partition, record_offset)
);
