-- How recently, how often and for how much customers buy, as scores among all of them.

-- Where scores begin, as versions that never change. from_at is of the clock of the business.
create table rfm_thresholds (
    id         integer     not null generated always as identity primary key,
    from_at    timestamptz not null,
    made_at    timestamptz not null default now(),
    customers  bigint      not null, -- of whom they were made
    events     bigint      not null, -- that were known then
    fades      bigint[]    not null, -- microseconds after which recency is no longer 5, 4, 3, 2
    frequency  numeric[]   not null, -- where 2, 3, 4, 5 begin
    -- The same of what was spent, four for each currency.
    currencies text[]      not null,
    monetary   numeric[]   not null
);

-- What was last published of each customer who buys, so that a change with no event is noticed. Follows profiles within seconds. What
-- people are shown is computed when they look.
create table customer_rfm (
    profile_id uuid        not null primary key,
    basis      bigint      not null, -- of what it was computed
    thresholds integer     not null, -- by which
    recency    smallint,
    frequency  smallint,
    monetary   smallint,
    due_at     timestamptz           -- when the recency fades next; at once after a change
) with (fillfactor = 70);

create index customer_rfm_due on customer_rfm (due_at) where due_at is not null;
create index customer_rfm_by_thresholds on customer_rfm (thresholds);

-- Of what somebody's scores are computed, as one number; null of whom nothing is bought.
create function rfm_basis(profile_id uuid, orders bigint, last_order_at timestamptz) returns bigint
    language sql stable parallel safe
    return case when orders > 0 then hashtextextended(concat_ws(' ', orders, extract(epoch from last_order_at),
        (select string_agg(concat_ws(' ', m.currency, m.net, m.orders), ' ' order by m.currency)
           from profile_money m where m.profile_id = rfm_basis.profile_id)), 0) end;

insert into customer_rfm (profile_id, basis, thresholds, due_at)
select p.id, rfm_basis(p.id, p.orders, p.last_order_at), 0, '-infinity'
  from profile p join person s on s.profile_id = p.id and s.known
 where p.orders > 0 and p.merged_into is null;
