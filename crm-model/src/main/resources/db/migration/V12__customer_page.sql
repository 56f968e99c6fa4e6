-- The page of one customer.

-- With the type, counting by month and looking for rare types among 100,000 events of one profile needs the index only.
create index event_by_profile_type on event (profile_id, at, type);
drop index event_by_profile;
alter index event_by_profile_type rename to event_by_profile;

-- What people who work with a customer write down for each other. The text is sealed under the key of the person of whom
-- it was written; when a visitor turns out to be a customer, the note goes with the visitor.
create table customer_note (
    id         uuid        not null primary key,
    profile_id uuid        not null,
    person     uuid        not null,
    author     text        not null,
    at         timestamptz not null,
    edited_at  timestamptz,
    text       text        not null
);

create index customer_note_by_profile on customer_note (profile_id, at, id);
create index customer_note_by_person on customer_note (person);
