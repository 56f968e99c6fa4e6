-- Where the business clock stands, one for all servers: it must not jump back when one of them starts again.
create table business_clock (
    one      boolean     not null primary key default true check (one),
    settings text        not null,
    wall     timestamptz not null,
    business timestamptz not null
);
