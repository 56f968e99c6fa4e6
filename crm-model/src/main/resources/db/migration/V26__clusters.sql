-- Groups of customers that are found, not defined.

-- Each search for them, the newest last. What it found is in force from in_force_at on, by the clock of the business, until the
-- next one is; one that found nothing is never in force. It belongs to a node as long as that shows signs of life.
create table cluster_run (
    id           integer          not null generated always as identity primary key,
    state        text             not null check (state in ('wanted', 'running', 'done', 'failed')),
    wanted_by    text, -- null: by time
    wanted_at    timestamptz      not null default now(),
    holder       text             not null default '',
    alive_at     timestamptz,
    ended_at     timestamptz,
    -- What it does, and how far that is.
    phase        text             not null default '',
    done         bigint           not null default 0,
    total        bigint           not null default 0,
    -- Of the business: as of when customers are looked at, and since when the result holds.
    as_of        timestamptz,
    in_force_at  timestamptz unique,
    customers    bigint           not null default 0,
    silhouette   double precision,
    seconds      double precision,
    -- Why nothing was found, as a word.
    nothing      text,
    currency     text,
    -- Of all customers, feature by feature in their own units.
    means        double precision[] not null default '{}'
);

create unique index cluster_run_open on cluster_run ((true)) where state in ('wanted', 'running');

-- A group, through all runs that found it.
create table cluster (
    id      integer not null generated always as identity primary key,
    -- As somebody has called it; null: by what stands out.
    name    text,
    version bigint  not null default 0
);

-- A group as a run found it.
create table cluster_found (
    run_id     integer            not null references cluster_run on delete cascade,
    cluster_id integer            not null references cluster,
    customers  bigint             not null default 0,
    -- Comparable from run to run.
    centre     double precision[] not null,
    -- What names it, such as basket.high, and how many deviations from all customers each is.
    words      text[]             not null,
    -- The same in English.
    called     text               not null,
    deviations double precision[] not null,
    -- Feature by feature in their own units.
    means      double precision[] not null default '{}',
    primary key (run_id, cluster_id)
);

-- In which group a run found a profile, where that is another than before; null: in none any more.
create table cluster_member (
    profile_id uuid    not null,
    run_id     integer not null references cluster_run on delete cascade,
    cluster_id integer,
    primary key (profile_id, run_id)
);

-- Who is in a group now, for lists of it.
create index cluster_member_of on cluster_member (cluster_id, profile_id);

-- Orders with something taken off, of whoever has any, as a run found them; of the last one only. Lost with a crash of the
-- database, and made anew by the next run.
create unlogged table cluster_discount (
    run_id     integer not null,
    profile_id uuid    not null,
    reduced    bigint  not null,
    coupons    bigint  not null,
    either     bigint  not null,
    primary key (run_id, profile_id)
);
