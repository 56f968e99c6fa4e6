-- A time as a batch carries it: microseconds since 1970, exact for every year. The planner puts the expression in the place of
-- the call; as an immutable function, which a sum of a time and an interval is not, it was called for each row.
create or replace function instant(micros bigint) returns timestamptz language sql stable parallel safe
    return timestamptz 'epoch' + make_interval(hours => (micros / 3600000000)::int, secs => (micros % 3600000000) / 1000000.0::float8);
