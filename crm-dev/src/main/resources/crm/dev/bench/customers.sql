-- Made-up customers, as many as asked for, written set by set past the application: names in Latin and Chinese, two years of
-- orders and visits, and one of them with a hundred thousand events. {customers} and {seed} are replaced. The same numbers
-- give the same customers, but for "now".

set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set work_mem = '128MB';
select setseed({seed} / 1000.0);

-- How an attribute is stored: with the event that said it.
create function pg_temp.said(word jsonb, at timestamptz, i int) returns jsonb language sql immutable as $$
    select jsonb_build_array(word, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'bench', 'r' || i)
$$;

-- Indexes are built once, at the end.
create temp table bench_index as
    select indexdef from pg_indexes i
     where tablename in ('person', 'identity', 'event', 'customer_figures', 'customer_spend')
       and not exists (select from pg_constraint c where c.conname = i.indexname);
do $$
declare
    index text;
begin
    for index in
        select i.indexname from pg_indexes i
         where tablename in ('person', 'identity', 'event', 'customer_figures', 'customer_spend')
           and not exists (select from pg_constraint c where c.conname = i.indexname)
    loop
        execute format('drop index %I', index);
    end loop;
end $$;

create temp table bench_words as select
    array['Ada','Amelia','Ben','Camille','Carlos','Chiara','Chloé','Daniel','Elena','Emil','Emma','Felix','Finn','Freya','Grace',
          'Hannah','Henry','Hugo','Ines','Isla','Jack','Jana','Jonas','José','Julia','Karl','Klara','Lars','Lea','Leon','Li','Lina',
          'Louis','Luca','Lucía','Maja','Marie','Mateo','Max','Mei','Mia','Milan','Nils','Nina','Noah','Nora','Olga','Oliver','Oscar',
          'Paul','Petra','Rosa','Sara','Sofia','Søren','Theo','Thomas','Tomás','Wei','William','Xiao','Yasmin','Zoe','Zofia'] as first,
    array['Andersson','Bauer','Becker','Bernard','Brown','Carter','Chen','Clarke','Costa','Davies','Dubois','Evans','Fernández',
          'Fischer','Fontaine','García','Green','Hall','Hansen','Hoffmann','Hughes','Ivanov','Jensen','Johnson','Jones','Keller','Kim',
          'König','Kowalski','Larsen','Laurent','Li','Lopez','Lovelace','Martin','Meyer','Moreau','Müller','Nguyen','Nielsen','Novak',
          'O''Connor','Olsen','Park','Patel','Pereira','Petit','Quinn','Ricci','Roberts','Romano','Rossi','Roux','Santos','Schmidt',
          'Schneider','Silva','Smith','Svensson','Taylor','Thompson','Turner','Vogel','Wagner','Walker','Wang','Weber','Wei','White',
          'Williams','Wilson','Wood','Wright','Young','Zhang','Zimmermann'] as last,
    regexp_split_to_array('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎', '') as family,
    regexp_split_to_array('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉玲志鹏飞鑫波斌宇浩凯健俊帆雪琳晨佳欣怡梓涵子轩思远雨泽若曦小', '') as given,
    array['China','China','China','China','United Kingdom','United Kingdom','United Kingdom','Germany','Germany','France','France',
          'Spain','Italy','Netherlands','Sweden','Switzerland','United States','United States','United States','Japan','Canada',
          'Australia','Singapore','Poland','Austria','Denmark','Norway','Portugal','Ireland','Belgium'] as country,
    array['web','web','web','web','app','app','app','shop','shop','phone'] as channel,
    array['books','clothes','drinks','electronics','food','games','garden','home','music','shoes','sports','toys'] as category;

create temp table bench_customer as
with drawn as materialized (
    select i, 'C' || lpad(i::text, 8, '0') as customer_id, random() < 0.3 as chinese,
           random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6, random() as r7,
           random() as r8
      from generate_series(1, {customers}) i
), named as (
    select d.*, sha256(convert_to('customer_id:' || d.customer_id, 'UTF8')) as hash,
           case when chinese then w.family[1 + floor(r1 * r1 * array_length(w.family, 1))::int]
                else w.first[1 + floor(r1 * array_length(w.first, 1))::int] end as one,
           case when chinese then w.given[1 + floor(r2 * array_length(w.given, 1))::int]
                    || case when r3 < 0.7 then w.given[1 + floor(r3 / 0.7 * array_length(w.given, 1))::int] else '' end
                else w.last[1 + floor(r2 * array_length(w.last, 1))::int] end as two,
           case when chinese and r4 < 0.8 then 'China' else w.country[1 + floor(r4 * array_length(w.country, 1))::int] end as country,
           date_trunc('second', now() - r5 * interval '2 years') as registered
      from drawn d, bench_words w
)
select i, customer_id, r6, r7, r8, country, registered, one, two,
       encode(set_byte(set_byte(substr(hash, 1, 16), 6, get_byte(hash, 6) & 15 | 128), 8, get_byte(hash, 8) & 63 | 128), 'hex')::uuid
           as id,
       case when chinese then one || two else one || ' ' || two end as name,
       case when chinese then 'u' || i
            else regexp_replace(search_folded(one || '.' || two), '[^a-z.]', '', 'g') || i end || '@example.org' as email,
       case when r6 < 0.6 then case country when 'China' then '+861' || 30 + i % 60 || lpad((i * 7919::bigint % 100000000)::text, 8, '0')
                                            else '+4479' || lpad((i * 7919::bigint % 100000000)::text, 8, '0') end end as phone,
       case country when 'China' then 'CNY' when 'United Kingdom' then 'GBP' when 'United States' then 'USD' when 'Japan' then 'JPY'
                    else 'EUR' end as currency,
       case when r7 < 0.25 then 0 when r7 > 0.99 then 10 + floor(r8 * 50)::int else 1 + floor(power(r8, 3) * 8)::int end as orders
  from named;

create temp table bench_order as
select c.id as profile_id, c.i, n, c.customer_id || '-' || n as order_id, c.currency,
       least(c.registered + random() * (now() - c.registered), now() - interval '1 second') as at,
       round((5 + 300 * power(random(), 3))::numeric, case c.currency when 'JPY' then 0 else 2 end) as total,
       w.channel[1 + floor(random() * 10)::int] as channel, w.category[1 + floor(random() * 12)::int] as category
  from bench_customer c, generate_series(1, c.orders) n, bench_words w;

insert into event (profile_id, at, source, id, type, subject, linkable, backfill, data)
select id, registered, 'bench', 'r' || i, 'customer.registered', 'customer_id:' || customer_id, false, true,
       json_build_object('address', json_build_object('country', country))
  from bench_customer;
insert into event (profile_id, at, source, id, type, subject, linkable, backfill, data)
select profile_id, at, 'bench', 'o' || order_id, 'order.completed', 'customer_id:' || split_part(order_id, '-', 1), false, true,
       json_build_object('order_id', order_id, 'currency', currency, 'total', total::text, 'channel', channel, 'products',
                         json_build_array(json_build_object('product_id', 'p' || i % 5000, 'category', category, 'quantity', 1)))
  from bench_order;
insert into event (profile_id, at, source, id, type, subject, linkable, backfill, data)
select id, registered + random() * (now() - registered), 'bench', 'v' || i || '-' || n, 'page.viewed', 'customer_id:' || customer_id,
       false, true, json_build_object('url', 'https://shop.example.org/' || n)
  from bench_customer, generate_series(1, case when i = 1 then greatest(100000 - orders - 1, 0) else 2 end) n;

insert into customer_order (profile_id, order_id, at, source, event_id, currency, total, items, channel, whole, cancelled)
select profile_id, order_id, at, 'bench', 'o' || order_id, currency, total, 1, channel, false, false from bench_order;
insert into profile_money (profile_id, currency, net, gross, orders)
select profile_id, currency, sum(total), sum(total), count(*) from bench_order group by profile_id, currency;
insert into profile_tally (profile_id, kind, item, n)
select profile_id, 'channel', channel, count(*) from bench_order group by profile_id, channel;
insert into profile_tally (profile_id, kind, item, n)
select profile_id, 'category', category, count(*) from bench_order group by profile_id, category;

insert into profile (id, version, events, orders, items, products, interactions, first_order_at, last_order_at, first_seen_at,
                     last_seen_at)
select e.profile_id, e.events, e.events, coalesce(o.orders, 0), coalesce(o.orders, 0), least(coalesce(o.orders, 0), 1),
       e.events - 1 - coalesce(o.orders, 0), o.first_at, o.last_at, e.first_at, e.last_at
  from (select profile_id, count(*) as events, min(at) as first_at, max(at) as last_at from event where source = 'bench'
         group by profile_id) e
  left join (select profile_id, count(*) as orders, min(at) as first_at, max(at) as last_at from bench_order group by profile_id) o
    on o.profile_id = e.profile_id;

insert into person (profile_id, known, customer_id, name, email, phone, country, sort_name, search, attributes, consents, created_at)
select id, true, customer_id, name, email, phone, country, lower(name), search_text(name, email, phone, customer_id),
       jsonb_build_object('/name', pg_temp.said(to_jsonb(name), registered, i), '/email', pg_temp.said(to_jsonb(email), registered, i),
                          '/address/country', pg_temp.said(to_jsonb(country), registered, i))
           || case when phone is null then '{}' else jsonb_build_object('/phone', pg_temp.said(to_jsonb(phone), registered, i)) end,
       case when r8 < 0.4 then jsonb_build_object('marketing_email', pg_temp.said('true', registered, i))
            when r8 < 0.6 then jsonb_build_object('marketing_email', pg_temp.said('false', registered, i)) else '{}' end,
       registered
  from bench_customer;

insert into identity (namespace, value, profile_id)
select 'customer_id', customer_id, id from bench_customer
union all select 'email', email, id from bench_customer
union all select 'phone', phone, id from bench_customer where phone is not null;

insert into customer_figures (profile_id, orders, first_seen_at, last_seen_at, channel)
select p.id, p.orders, p.first_seen_at, p.last_seen_at, t.item
  from profile p
  left join (select distinct on (profile_id) profile_id, item from profile_tally where kind = 'channel' and n > 0
              order by profile_id, n desc, item) t on t.profile_id = p.id
    on conflict do nothing;
insert into customer_spend (profile_id, currency, net)
select profile_id, currency, net from profile_money on conflict do nothing;

do $$
declare
    definition text;
begin
    for definition in select indexdef from bench_index loop
        execute definition;
    end loop;
end $$;

drop table bench_index, bench_words, bench_customer, bench_order;
