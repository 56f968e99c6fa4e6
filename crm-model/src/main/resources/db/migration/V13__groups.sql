-- The servers that share the work, as each says of itself every two seconds.
create table node (
    name text primary key,
    started_at timestamptz not null,
    seen_at timestamptz not null
);

-- What each of them runs of each group.
create table node_crew (
    node text not null references node on delete cascade,
    group_id text not null,
    -- By its own configuration, which counts while consumer_group names no number.
    configured integer not null,
    running integer not null,
    primary key (node, group_id)
);

-- What operators have decided about a group. Its row is the lock of all acts on the group: they update it, claims share it.
create table consumer_group (
    group_id text primary key,
    -- In total over all nodes; null for what each node's configuration says.
    workers integer check (workers between 0 and 1000),
    -- Between these the auto-scaler may move workers; null where it may not.
    scale_min integer,
    scale_max integer,
    -- Since when the lag is above the limit, and since when there is next to none; null while it is neither.
    lagging_since timestamptz,
    idle_since timestamptz,
    check ((scale_min is null) = (scale_max is null)),
    check (scale_min between 1 and scale_max and scale_max <= 1000)
);

-- A partition flows only while no row covers it.
create table hold (
    group_id text not null,
    -- '' for all topics.
    topic text not null default '',
    -- -1 for all partitions.
    partition integer not null default -1,
    reason text not null check (reason in ('paused', 'loss', 'broken')),
    since timestamptz not null default now(),
    by text not null,
    primary key (group_id, topic, partition, reason),
    check (topic <> '' or partition = -1)
);

-- An operator moved a group past records that it had not read.
alter table loss drop constraint loss_cause_check;
alter table loss add constraint loss_cause_check check (cause in ('retention', 'recreated', 'truncated', 'skipped'));
