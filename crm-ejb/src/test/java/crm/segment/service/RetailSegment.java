package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A segment of the customers of a shop, said twice.
 *
 * @param where as a condition
 * @param plain as SQL over the tables of {@link RetailBooks}, of somebody {@code p.who} at {@code p.t}
 * @param later when an event at {@code e.at} can change it by time alone, as SQL
 */
record RetailSegment(String key, String where, String plain, List<String> later) {

    static final String RFM = "best";

    private static final String ORDERS =
            "(select count(*) from shop_event e where e.who = p.who and not e.refund and e.at <= p.t%s)";

    static final List<RetailSegment> ALL = List.of(
            new RetailSegment(
                    "often",
                    """
                    {"event": {"type": "order.completed", "measure": "count", "window": {"last": "P30D"}, "op": "gte", "value": 3}}""",
                    orders(" and e.at > p.t - interval '30 days'") + " >= 3",
                    List.of("e.at + interval '30 days'")),
            new RetailSegment("spending", """
                    {"event": {"type": "order.completed", "measure": "sum", "property": "total", "currency": "GBP",
                               "window": {"last": "P60D"}, "op": "gte", "value": 1000}}""", """
                    (select sum(e.amount) from shop_event e
                      where e.who = p.who and not e.refund and e.at <= p.t and e.at > p.t - interval '60 days') >= 1000""", List.of("e.at + interval '60 days'")),
            new RetailSegment("lately", """
                    {"recency": {"type": "order.completed", "which": "last", "op": "within", "value": "P21D"}}""", """
                    (select max(e.at) from shop_event e where e.who = p.who and not e.refund and e.at <= p.t)
                      > p.t - interval '21 days'""", List.of("e.at + interval '21 days'")),
            new RetailSegment("lapsing", """
                    {"lifecycle": {"type": "order.completed", "state": "lapsing", "active": "P45D", "lapse": "P90D"}}""", """
                    (select max(e.at) <= p.t - interval '45 days' and max(e.at) > p.t - interval '90 days'
                       from shop_event e where e.who = p.who and not e.refund and e.at <= p.t)""", List.of("e.at + interval '45 days'", "e.at + interval '90 days'")),
            new RetailSegment(
                    "gave_back_and_went", """
                    {"sequence": {"window": {"last": "P90D"}, "steps": [{"type": "order.completed"},
                     {"type": "order.refunded", "within": "P14D"}, {"type": "order.completed", "negate": true, "within": "P30D"}]}}""", """
                    exists (select from shop_event o join shop_event r on r.who = o.who and r.refund
                               and (r.at, r.id) > (o.at, o.id) and r.at <= o.at + interval '14 days'
                             where o.who = p.who and not o.refund and o.at > p.t - interval '90 days'
                               and r.at <= p.t - interval '30 days'
                               and not exists (select from shop_event n
                                                where n.who = o.who and not n.refund and (n.at, n.id) > (r.at, r.id)
                                                  and n.at <= r.at + interval '30 days'))""", List.of("e.at + interval '30 days'", "e.at + interval '90 days'")),
            new RetailSegment("few_and_dear", """
                    {"all": [{"trait": "traits.orders", "op": "lt", "value": 3},
                     {"any": [{"trait": "traits.total_spend", "currency": "GBP", "op": "gte", "value": "400.00"},
                              {"trait": "traits.refunds", "op": "gte", "value": 1}]}]}""", orders("") + """
                     < 3 and (select sum(e.amount) >= 400 or bool_or(e.refund)
                                from shop_event e where e.who = p.who and e.at <= p.t)""", List.of()),
            new RetailSegment(
                    "was_good",
                    """
                    {"all": [{"event": {"type": "order.completed", "measure": "count", "window": {"between": ["P90D", "P30D"]},
                                        "op": "gte", "value": 2}},
                     {"not": {"event": {"type": "order.completed", "measure": "count", "window": {"last": "P30D"},
                                        "op": "gte", "value": 1}}}]}""",
                    orders(" and e.at > p.t - interval '90 days' and e.at <= p.t - interval '30 days'") + " >= 2 and "
                            + orders(" and e.at > p.t - interval '30 days'") + " = 0",
                    List.of("e.at + interval '30 days'", "e.at + interval '90 days'")),
            new RetailSegment(
                    "this_month",
                    """
                    {"event": {"type": "order.completed", "measure": "count", "window": {"calendar": "this_month"}, "op": "gte", "value": 2}}""",
                    orders(
                                    " and date_trunc('month', e.at at time zone 'Europe/Berlin') = date_trunc('month', p.t at time zone 'Europe/Berlin')")
                            + " >= 2",
                    List.of(
                            "(date_trunc('month', e.at at time zone 'Europe/Berlin') + interval '1 month') at time zone 'Europe/Berlin'")),
            new RetailSegment("two_of_three", """
                    {"at_least": {"n": 2, "of": [
                     {"event": {"type": "order.completed", "measure": "distinct", "property": "products.product_id",
                                "window": {"last": "P60D"}, "op": "gte", "value": 60}},
                     {"event": {"type": "order.completed", "measure": "active_days", "window": {"last": "P60D"}, "op": "gte", "value": 3}},
                     {"not": {"recency": {"type": "order.completed", "which": "first", "op": "within", "value": "P60D"}}}]}}""", """
                    ((select count(distinct l.product) from shop_line l
                       where l.who = p.who and l.at <= p.t and l.at > p.t - interval '60 days') >= 60)::integer
                    + ((select count(distinct (e.at at time zone 'Europe/Berlin')::date) from shop_event e
                         where e.who = p.who and not e.refund and e.at <= p.t and e.at > p.t - interval '60 days') >= 3)::integer
                    + (not coalesce((select min(e.at) from shop_event e where e.who = p.who and not e.refund and e.at <= p.t)
                            > p.t - interval '60 days', false))::integer >= 2""", List.of("e.at + interval '60 days'")),
            new RetailSegment(RFM, """
                    {"rfm": ["champions", "loyal"]}""", """
                    not p.visitor and exists (
                      select from (select -extract(epoch from p.t - max(e.at) filter (where not e.refund)) as recency,
                                          count(*) filter (where not e.refund) as orders, sum(e.amount) as net
                                     from shop_event e where e.who = p.who and e.at <= p.t) b
                       where b.orders > 0 and shop_score('recency', p.t, b.recency) >= 3
                         and shop_score('frequency', p.t, b.orders) + shop_score('monetary', p.t, b.net) >= 7)""", List.of()));

    private static String orders(String and) {
        return ORDERS.formatted(and);
    }

    JsonNode definition() {
        return Words.json("{\"key\": \"%s\", \"name\": \"%s\", \"timezone\": \"Europe/Berlin\", \"where\": %s}"
                .formatted(key, key, where));
    }
}
