-- What an operator wants applied again of a key: its records of a partition from next_offset to end_offset. They are read from
-- Kafka bit by bit and put behind the key; what waits at or behind next_offset waits until they are there.
create table sought_key (
    key_id bigint primary key references held_key on delete cascade,
    topic_id uuid not null,
    partition integer not null,
    next_offset bigint not null,
    end_offset bigint not null,
    check (next_offset < end_offset)
);

-- An operator moved one key past some of what waited for it.
alter table loss drop constraint loss_cause_check;
alter table loss
    add constraint loss_cause_check
        check (cause in ('retention', 'recreated', 'truncated', 'skipped', 'key_skipped')),
    -- How many of the range, where that is not all of it.
    add column records bigint;
