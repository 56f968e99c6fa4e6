-- The list of customers at a million of them: what is searched, sorted and filtered by.

-- How names are sorted for readers of a language; where the server has no ICU, by code point.
do $$
declare
    wanted record;
begin
    for wanted in select * from (values ('crm_latin', 'und'), ('crm_chinese', 'zh-u-co-pinyin')) as w (name, locale) loop
        begin
            execute format('create collation %I (provider = icu, locale = %L)', wanted.name, wanted.locale);
        exception when others then
            execute format('create collation %I from "C"', wanted.name);
        end;
    end loop;
end $$;

-- One spelling for many: without regard to case, to accents of Latin letters, to full and half width.
create function search_folded(spelling text) returns text language sql immutable parallel safe as $$
    select lower(normalize(regexp_replace(normalize(spelling, NFKD), '[\u0300-\u036f]', '', 'g'), NFC))
$$;

-- What a customer is searched by: every word after a blank, so that ' wei' finds what begins with it. Chinese is written
-- without blanks, so any two characters in a row are a word of their own, and so is the last one; of very long texts the
-- first hundred. A phone number is there as it is written and as digits.
create function search_text(name text, email text, phone text, customer_id text) returns text
    language plpgsql immutable parallel safe as $$
declare
    words text := search_folded(concat_ws(' ', '', name, email, phone, customer_id));
    han   text := left(regexp_replace(search_folded(coalesce(name, '')), '[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+', ' ', 'g'), 100);
begin
    if phone is not null then
        words := words || ' ' || regexp_replace(phone, '\D', '', 'g');
    end if;
    if han <> '' and han <> ' ' then
        for i in 2..length(han) loop
            words := words || ' ' || rtrim(substr(han, i, 2));
        end loop;
    end if;
    return words;
end $$;

drop index person_search;
drop index person_by_name;
drop index person_by_country;

-- Who is no customer by an id and has no name is known by the one identity there is, such as a loyalty card.
update person p
   set search = search_text(name, email, phone, coalesce(customer_id,
            case when known and name is null then (select min(i.value) from identity i where i.profile_id = p.profile_id) end));

create index person_by_latin_name on person (sort_name collate crm_latin, profile_id) where known;
create index person_by_chinese_name on person (sort_name collate crm_chinese, profile_id) where known;
-- Names of a country cluster, so reading all by name until enough of it are found may mean reading nearly all.
create index person_by_country_and_latin_name on person (country, sort_name collate crm_latin, profile_id) where known;
create index person_by_country_and_chinese_name on person (country, sort_name collate crm_chinese, profile_id) where known;
create index person_search on person using gin (search gin_trgm_ops) where known;

-- Whether a text is part of few or of many decides between this index and one of those by name.
alter table person alter column search set statistics 1000;
analyze person;

-- What customers are sorted and filtered by and changes with every event. The profile's own row has no index but the key,
-- so that events stay cheap; whoever changes it leaves its id, and within seconds these rows follow.
create table customer_change (
    profile_id uuid not null
);

create function customer_changed() returns trigger language plpgsql as $$
begin
    insert into customer_change select id from changed;
    return null;
end $$;

create trigger profile_changed after update on profile
    referencing new table as changed for each statement execute function customer_changed();

create table customer_figures (
    profile_id    uuid        not null primary key,
    orders        bigint      not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    channel       text
);

create index customer_figures_by_orders on customer_figures (orders, profile_id);
create index customer_figures_by_first_seen on customer_figures (first_seen_at, profile_id);
create index customer_figures_by_last_seen on customer_figures (last_seen_at, profile_id);
create index customer_figures_by_channel on customer_figures (channel, profile_id);

create table customer_spend (
    profile_id uuid    not null,
    currency   text    not null,
    net        numeric not null,
    primary key (profile_id, currency)
);

create index customer_spend_by_net on customer_spend (currency, net, profile_id);

insert into customer_change select id from profile;

-- A list as somebody wants to see it again. What is searched for is personal and is in none of them.
create table customer_view (
    id           uuid         not null primary key,
    account      varchar(255) not null references account on delete cascade,
    name         varchar(80)  not null,
    -- As JSON and words.
    filter       text         not null,
    columns      text         not null,
    sort         text         not null,
    by_default   boolean      not null default false,
    version      bigint       not null,
    unique (account, name)
);

-- The columns that somebody has chosen.
create table customer_columns (
    account varchar(255) not null primary key references account on delete cascade,
    columns text         not null
);
