-- Accounts of systems, passwords that must be changed, keys, and how often somebody guessed.

alter table account alter column password_hash drop not null; -- a client may have keys alone
alter table account add column kind varchar(255) not null default 'person';
alter table account add column must_change_password boolean not null default false;
alter table account add column last_login_at timestamptz; -- changes no version, which would end sessions

create table api_key (
    id           varchar(12) primary key,
    account      varchar(255) not null references account on delete cascade,
    label        varchar(100) not null,
    digest       bytea not null,
    created_at   timestamptz not null,
    created_by   varchar(255) not null,
    expires_at   timestamptz,
    last_used_at timestamptz
);

create index api_key_account on api_key (account);

-- Names and addresses are keyed digests: people type passwords where names belong. '' stands for any.
create table login_attempts (
    account      varchar(43) not null,
    address      varchar(43) not null,
    failures     integer not null default 0,
    failed_at    timestamptz,
    locked_until timestamptz,
    succeeded_at timestamptz,
    primary key (account, address)
);

-- The key of those digests, one for all servers.
create table access_secret (
    one    boolean primary key default true check (one),
    secret bytea not null
);

insert into access_secret (secret)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
