-- A time as a batch carries it: microseconds since 1970, exact for every year. The planner puts the expression in the place of
-- the call; as an immutable function, which a sum of a time and an interval is not, it was called for each row.
create or replace function instant(micros bigint) returns timestamptz language sql stable parallel safe
    return timestamptz 'epoch' + make_interval(hours => (micros / 3600000000)::int, secs => (micros % 3600000000) / 1000000.0::float8);

-- Lists of a country are of one that is known: who has none costs no entry there.
drop index person_by_country_and_latin_name;
drop index person_by_country_and_chinese_name;
create index person_by_country_and_latin_name
    on person (country, sort_name collate crm_latin, profile_id) where known and country is not null;
create index person_by_country_and_chinese_name
    on person (country, sort_name collate crm_chinese, profile_id) where known and country is not null;
