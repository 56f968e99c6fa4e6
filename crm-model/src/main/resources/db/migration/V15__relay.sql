-- Profiles leave as records of a topic.

-- Which profiles have changed since they were last published, and to which version. A row comes with every change and goes
-- when a later or the same version is on its way; there is no order among them, so none can be overtaken unseen. Nothing of
-- it is personal. Without a key: the same version may be there twice, which is cheaper than finding out.
create table profile_outbox (
    profile_id uuid        not null,
    version    bigint      not null,
    at         timestamptz not null default now(),
    -- The span that changed it (W3C traceparent), where somebody traces.
    trace      text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create index profile_outbox_by_profile on profile_outbox (profile_id);

-- Who publishes which profiles: shards by the beginning of their ids, which are evenly spread. The epoch grows with every
-- claim; a batch gets its number and its profiles before it is sent and keeps them until it is known to have been.
create table profile_relay (
    shard        smallint    not null primary key,
    first_id     uuid        not null,
    last_id      uuid        not null,
    holder       text        not null default '',
    held_until   timestamptz not null default '-infinity',
    epoch        bigint      not null default 0,
    batch        bigint      not null default 0,
    under_way    uuid[]      not null default '{}',
    -- How far the last batch went; the next goes on from there, and begins again at the end.
    went_to      uuid        not null default '00000000-0000-0000-0000-000000000000',
    published    bigint      not null default 0,
    published_at timestamptz
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

insert into profile_relay (shard, first_id, last_id)
select i,
       (lpad(to_hex(i * 4), 1, '0') || '0000000-0000-0000-0000-000000000000')::uuid,
       (lpad(to_hex(i * 4 + 3), 1, '0') || 'fffffff-ffff-ffff-ffff-ffffffffffff')::uuid
  from generate_series(0, 3) as i;

-- No profile changes between the trigger that was and the first rows of the outbox.
lock table profile in share row exclusive mode;

create or replace function customer_changed() returns trigger language plpgsql as $$
declare
    span text := nullif(current_setting('crm.trace', true), '');
begin
    insert into customer_change select id from changed;
    insert into profile_outbox (profile_id, version, trace) select id, version, span from changed;
    return null;
end $$;

insert into profile_outbox (profile_id, version) select id, version from profile where merged_into is null and events > 0;
