-- Who may log in, and as what.

create table account (
    name          varchar(255) primary key,
    password_hash varchar(255) not null,
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    version       bigint not null
);

create table account_role (
    account varchar(255) not null references account on delete cascade,
    role    varchar(255) not null,
    primary key (account, role)
);
