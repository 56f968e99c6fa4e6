package crm.condition.language;

import static crm.condition.language.ValueType.MONEY;
import static crm.condition.language.ValueType.NUMBER;
import static crm.condition.language.ValueType.TEXT;
import static crm.condition.language.ValueType.TIME;
import static java.util.Map.entry;

import java.util.Map;

/** The traits that are computed for every profile, by their path in the profile view. */
final class KnownTraits {

    static final Map<String, ValueType> ALL = Map.ofEntries(
            entry("traits.orders", NUMBER),
            entry("traits.items", NUMBER),
            entry("traits.total_spend", MONEY),
            entry("traits.average_order_value", MONEY),
            entry("traits.refunds", NUMBER),
            entry("traits.products", NUMBER),
            entry("traits.first_order_at", TIME),
            entry("traits.last_order_at", TIME),
            entry("traits.first_seen_at", TIME),
            entry("traits.last_seen_at", TIME),
            entry("traits.interactions", NUMBER),
            entry("traits.consultations", NUMBER),
            entry("traits.transactions", NUMBER),
            entry("traits.top_categories", TEXT),
            entry("traits.favourite_channel", TEXT),
            entry("traits.rfm.recency", NUMBER),
            entry("traits.rfm.frequency", NUMBER),
            entry("traits.rfm.monetary", NUMBER),
            entry("traits.rfm.name", TEXT),
            entry("traits.rfm.as_of", TIME),
            entry("traits.cluster.id", NUMBER),
            entry("traits.clv.p_alive", NUMBER),
            entry("traits.clv.churn_90d", NUMBER),
            entry("traits.clv.expected_orders_90d", NUMBER),
            entry("traits.clv.value_365d", MONEY),
            entry("traits.clv.currency", TEXT),
            entry("traits.clv.model", TEXT),
            entry("traits.clv.as_of", TIME));

    private KnownTraits() {}
}
