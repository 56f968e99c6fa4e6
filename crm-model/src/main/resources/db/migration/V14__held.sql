-- A key whose later records wait: one of them fails, or an operator wants it so. Its row is the lock of all that concerns it:
-- batches share it while they put records behind it, whoever applies those takes it whole.
create table held_key (
    id bigint generated always as identity primary key,
    group_id text not null,
    topic text not null,
    -- Of SHA-256 of the record key, 128 bits: a key may name somebody.
    key_hash uuid not null,
    -- The key itself, sealed as the contents of dead letters are.
    person_id uuid,
    content bytea not null,
    since timestamptz not null default now(),
    -- The record that fails: the key waits while it is open.
    letter_id bigint references dead_letter on delete set null,
    -- Who wants it held; null where nobody does.
    paused_by text,
    unique (group_id, topic, key_hash)
);
create index held_key_of_letter on held_key (letter_id) where letter_id is not null;

-- The records that wait for their key, in the order of the log: a group that is sought back brings earlier ones later.
create table held_record (
    id bigint generated always as identity primary key,
    key_id bigint not null references held_key,
    topic_id uuid not null,
    partition integer not null,
    record_offset bigint not null,
    produced_at timestamptz not null,
    person_id uuid,
    content bytea not null,
    unique (key_id, topic_id, partition, record_offset)
);
create index held_record_in_order on held_record (key_id, partition, record_offset, id);
create index held_record_of_person on held_record (person_id) where person_id is not null;

-- A group stops at a gap until somebody decides.
alter table loss
    -- Where it goes on once it may.
    add column next_offset bigint,
    add column decided_at timestamptz,
    add column decided_by text,
    add column decision text check (decision in ('go_on', 'from_beginning')),
    -- When the position followed the decision; what is open then is settled.
    add column moved_at timestamptz;

-- Those of before were passed at once.
update loss set decided_at = at, decided_by = 'system', decision = 'go_on', moved_at = at;

create unique index loss_open on loss (group_id, topic, partition) where moved_at is null;
