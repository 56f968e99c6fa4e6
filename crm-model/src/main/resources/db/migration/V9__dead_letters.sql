-- Dead letters are sealed, edited, replayed, discarded and published.

alter table dead_letter
    -- Under whose key the original is sealed; null where nobody can tell whose record it is.
    add column person_id uuid,
    -- Key, value and headers, sealed as a whole. Null only until letters of an earlier version have been sealed.
    add column original bytea,
    add column edited_person_id uuid,
    add column edited bytea,
    add column effect text check (effect in ('applied', 'known')),
    add column discard_reason text,
    add column version bigint not null default 0,
    -- The Kafka transaction that sends it to <topic>.dlt, and when that was known to have succeeded.
    add column dlt_batch bigint,
    add column published_at timestamptz,
    -- Why it cannot be sent at all.
    add column withheld text,
    alter column headers drop not null,
    add check ((state = 'replayed') = (effect is not null)),
    add check ((state = 'discarded') = (discard_reason is not null));

create index dead_letter_by_state on dead_letter (state, code, id);
create index dead_letter_by_topic on dead_letter (topic, id);
create index dead_letter_of_person on dead_letter (person_id) where person_id is not null;
create index dead_letter_edited_of_person on dead_letter (edited_person_id) where edited_person_id is not null;
create index dead_letter_to_publish on dead_letter (topic, id)
    where published_at is null and withheld is null and original is not null;
create index dead_letter_under_way on dead_letter (topic, dlt_batch)
    where published_at is null and withheld is null and dlt_batch is not null;
create index dead_letter_to_seal on dead_letter (id) where original is null;

create table dead_letter_entry (
    id bigint generated always as identity primary key,
    letter_id bigint not null references dead_letter on delete cascade,
    at timestamptz not null,
    actor text not null,
    action text not null check (action in ('edited', 'replayed', 'refused', 'discarded')),
    code text,
    pointer text,
    detail text
);
create index dead_letter_entry_of_letter on dead_letter_entry (letter_id, id);

-- Which server publishes dead letters, until when, and the number of its last Kafka transaction.
create table dead_letter_outbox (
    one boolean primary key default true check (one),
    holder text not null default '',
    held_until timestamptz not null default '-infinity',
    batch bigint not null default 0
);
insert into dead_letter_outbox default values;
