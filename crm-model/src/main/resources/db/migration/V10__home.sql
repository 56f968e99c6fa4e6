-- What the whole business comes to. Who folds events adds to the rows of a slot of their own, so that workers do not wait
-- for each other; who reads sums the slots.

-- Orders and revenue less refunds by the day (UTC) of the order.
create table daily_sale (
    day      date     not null,
    currency text     not null,
    slot     smallint not null,
    orders   bigint   not null,
    net      numeric  not null,
    primary key (day, currency, slot)
) with (fillfactor = 70);

create table census (
    slot      smallint not null primary key,
    events    bigint   not null,
    customers bigint   not null
) with (fillfactor = 50);

-- The last events applied, without anything personal; older ones are thrown away all the time.
create table recent_event (
    id         bigint generated always as identity primary key,
    applied_at timestamptz not null default clock_timestamp(),
    at         timestamptz not null,
    type       text        not null,
    profile_id uuid        not null,
    currency   text,
    amount     numeric
);

-- How long records took from being produced to being applied, by server, over its last minute.
create table freshness (
    node    text        not null primary key,
    at      timestamptz not null,
    buckets bigint[]    not null
) with (fillfactor = 50);

-- What an order adds in its own currency to the day it was completed on; null until it comes.
alter table customer_order add column sold numeric;

-- Products refunded without a price have the first that the order has for them; prices are read as those of events are.
with returned as (
    select o.profile_id, o.order_id, sum(u.value::numeric * coalesce(price.value, 0)) as amount
      from customer_order o
      cross join lateral jsonb_each_text(o.unpriced) as u (product_id, value)
      left join lateral (
            select round(price.value, 6) as value
              from event e
              cross join lateral json_array_elements(
                    case json_typeof(e.data -> 'products') when 'array' then e.data -> 'products' else '[]' end)
                    with ordinality as l (line, place)
              cross join lateral (
                    select case when length(line ->> 'price') <= 1000 and line ->> 'price' ~
                                     case json_typeof(line -> 'price')
                                          when 'number' then '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?$'
                                          when 'string' then '^-?[0-9]+([.][0-9]+)?$'
                                      end
                                then (line ->> 'price')::numeric
                            end) as price (value)
             where e.profile_id = o.profile_id and e.at = o.at and e.source = o.source and e.id = o.event_id
               and line ->> 'product_id' = u.product_id
               and abs(price.value) < 1e30
             order by place
             limit 1) price on true
     where o.at is not null and not o.cancelled and not o.whole and o.unpriced is not null
     group by 1, 2
)
update customer_order o
   set sold = case
                when s.cancelled then 0
                when s.whole then least(s.total, 0)
                else s.total - greatest(0, least(s.total, coalesce((s.refunded ->> '')::numeric, 0)
                       + coalesce((s.refunded ->> s.currency)::numeric, 0) + coalesce(r.amount, 0)))
              end
  from customer_order s
  left join returned r using (profile_id, order_id)
 where s.at is not null and o.profile_id = s.profile_id and o.order_id = s.order_id;

insert into daily_sale (day, currency, slot, orders, net)
select day, currency, 0, sum(orders), sum(net)
  from (select (at at time zone 'UTC')::date as day, currency, case when cancelled then 0 else 1 end as orders, sold as net
          from customer_order where at is not null
        union all
        select (o.at at time zone 'UTC')::date, r.key, 0, -r.value::numeric
          from customer_order o cross join lateral jsonb_each_text(o.refunded) r
         where o.at is not null and r.key <> '' and r.key <> o.currency) contribution
 group by day, currency
having sum(orders) <> 0 or sum(net) <> 0;

insert into census (slot, events, customers)
select 0, (select coalesce(sum(events), 0) from profile), (select count(*) from person where known);
