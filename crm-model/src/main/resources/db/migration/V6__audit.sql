-- Who did what and looked at whom, one entry after the other, each bound to the one before by its hash.
create table audit_entry (
    seq      bigint      primary key,
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    object   text        not null,
    -- As text and not as jsonb: the characters as they stand are what the hash was made of.
    details  json        not null,
    -- Names of personal values, each with the keyed digest of the value.
    personal json        not null,
    previous bytea       not null,
    hash     bytea       not null
);

create index audit_entry_by_time on audit_entry (at, seq);
create index audit_entry_by_actor on audit_entry (actor, at, seq);
create index audit_entry_by_action on audit_entry (action, at, seq);
create index audit_entry_by_object on audit_entry (object, at, seq);
create index audit_entry_by_digest on audit_entry using gin ((personal::jsonb) jsonb_path_ops)
    where personal::text <> '{}';

-- The end of the chain. Whoever appends locks it, so there is one order whatever the number of servers.
create table audit_head (
    one  boolean not null primary key default true check (one),
    seq  bigint  not null,
    hash bytea   not null
);

-- Before the first entry: no entry, 32 zero bytes.
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is append-only: % of % refused', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only
    before update or delete or truncate on audit_entry
    for each statement execute function audit_refuse();
create trigger audit_head_stays
    before insert or delete or truncate on audit_head
    for each statement execute function audit_refuse();

-- Also where a session says that it only replicates.
alter table audit_entry enable always trigger audit_entry_append_only;
alter table audit_head enable always trigger audit_head_stays;
