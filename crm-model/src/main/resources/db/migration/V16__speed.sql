-- The path from topic to profile at less cost.

-- Claims are two numbers, which statements carry as they are, in one table: reading which of many are known goes through
-- one index from left to right, not through that of each partition. The 128 bits are those of before.
create table claimed (
    high   bigint not null,
    low    bigint not null,
    digest bigint not null
);
-- Whoever still writes to these, a server of before that nobody stopped, waits and then fails; it must not be forgotten.
lock table claim, customer_change in access exclusive mode;
insert into claimed (high, low, digest)
select ('x' || left(hex, 16))::bit(64)::bigint, ('x' || right(hex, 16))::bit(64)::bigint, digest
  from (select encode(uuid_send(id), 'hex') as hex, digest from claim) c
 order by 1, 2;
drop table claim;
alter table claimed rename to claim;
alter table claim add constraint claim_pkey primary key (high, low);

-- A time as a batch carries it: microseconds since 1970, exact for every year.
create function instant(micros bigint) returns timestamptz language sql immutable strict parallel safe as $$
    select to_timestamp(micros / 1000000) + (micros % 1000000) * interval '1 microsecond'
$$;

-- The profiles that a statement has changed, as one row instead of one for each: written with every batch, read once.
create table changed_customers (
    profile_ids uuid[]  not null,
    profiles    integer not null -- how many
);
insert into changed_customers
select array_agg(profile_id), count(*)
  from (select profile_id, row_number() over () / 5000 as portion from customer_change) c
 group by portion;

create or replace function customer_changed() returns trigger language plpgsql as $$
declare
    span text := nullif(current_setting('crm.trace', true), '');
begin
    insert into changed_customers select array_agg(id), count(*) from changed having count(*) > 0;
    insert into profile_outbox (profile_id, version, trace) select id, version, span from changed;
    return null;
end $$;

drop table customer_change;

-- Most ids and many names are ASCII, of which nothing has to be folded but capitals. The same results, so that no row and
-- no index changes.
create or replace function search_folded(spelling text) returns text language sql immutable parallel safe as $$
    select case when octet_length(spelling) = char_length(spelling) then lower(spelling)
           else lower(normalize(regexp_replace(normalize(spelling, NFKD), '[\u0300-\u036f]', '', 'g'), NFC)) end
$$;
