-- Memberships leave as records of a topic, and are part of what a profile is.

-- Silent: the cause is an event that builds state and sends nothing outward.
alter table segment_change add column silent boolean not null default false;

-- Which changes are yet to be published; a row goes when its change is on its way. In the order of their numbers for each
-- profile, since whoever adds changes of a profile holds its row in profile until the commit.
create table segment_outbox (
    profile_id uuid        not null,
    change_id  bigint      not null,
    at         timestamptz not null default now(),
    -- The span in which it changed (W3C traceparent), where somebody traces.
    trace      text        default nullif(current_setting('crm.trace', true), ''),
    primary key (profile_id, change_id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- Who publishes the changes of which profiles, as in profile_relay.
create table segment_relay (
    shard        smallint    not null primary key,
    first_id     uuid        not null,
    last_id      uuid        not null,
    holder       text        not null default '',
    held_until   timestamptz not null default '-infinity',
    epoch        bigint      not null default 0,
    batch        bigint      not null default 0,
    under_way    bigint[]    not null default '{}',
    went_to      uuid        not null default '00000000-0000-0000-0000-000000000000',
    published    bigint      not null default 0,
    published_at timestamptz
) with (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

insert into segment_relay (shard, first_id, last_id) select shard, first_id, last_id from profile_relay;

-- A change of membership is a change of the profile, which gets a new version to be published, unless the same transaction
-- has given it one already.
create function membership_changed() returns trigger language plpgsql as $$
begin
    insert into segment_outbox (profile_id, change_id) select profile_id, id from changed where not silent;
    update profile p set version = version + 1
      from (select distinct profile_id from changed) c
     where p.id = c.profile_id and p.xmin::text <> (pg_current_xact_id()::text::numeric % 4294967296)::text;
    return null;
end $$;

create trigger membership_changed after insert on segment_change
    referencing new table as changed for each statement execute function membership_changed();

insert into segment_outbox (profile_id, change_id) select profile_id, id from segment_change;

-- While a version takes the place of another, the one whose members were told before. Portion by portion the difference is
-- told; of profiles that change meanwhile it is told at once, and then not again.
alter table segment_version add column before_id integer;

create table segment_settled (
    version_id integer not null,
    profile_id uuid    not null,
    primary key (version_id, profile_id)
);

create unique index segment_live on segment (live_id);

-- Who is in what since when, as everybody is told.
create view membership as
select m.profile_id, s.key, coalesce(o.since, m.since) as since
  from segment_member m
  join segment s on s.live_id = m.version_id
  join segment_version v on v.id = m.version_id
  left join segment_member o on o.profile_id = m.profile_id and o.version_id = v.before_id;
