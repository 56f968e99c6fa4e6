package crm.segment.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.segment.cluster.Shopper.Paid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A figure of customers that conditions can ask for, too: "at least this", or "less".
 *
 * @param name by which bounds of the same figure are known
 * @param value of a customer, NaN where there is none
 * @param rounded a bound as people would say it
 * @param atLeast the condition for a bound
 * @param less its opposite, which holds where there is no value
 */
record Question(String name, ToDoubleFunction<Shopper> value, Rounding rounded, Wording atLeast, Wording less) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final MathContext SAID = new MathContext(3, RoundingMode.HALF_UP);

    /** How a bound is rounded. */
    @FunctionalInterface
    interface Rounding {
        BigDecimal of(double value);
    }

    /** A bound as a condition. */
    @FunctionalInterface
    interface Wording {
        ObjectNode of(BigDecimal bound);
    }

    /** @param currency that money is asked in */
    static List<Question> all(Optional<String> currency) {
        List<Question> all = new ArrayList<>(List.of(
                age("last_order_at", Shopper::recencyDays),
                age("first_order_at", Shopper::ageDays),
                count("orders", Shopper::orders),
                count("products", Shopper::products),
                count("refunds", Shopper::refunds),
                count("interactions", Shopper::interactions),
                orders(
                        "discount",
                        where("discount", "gt", 0),
                        one -> one.discounts().reduced()),
                orders(
                        "coupon",
                        where("coupon", "exists", null),
                        one -> one.discounts().coupons()),
                categories()));
        currency.ifPresent(code -> {
            all.add(money("average_order_value", code, Paid::average));
            all.add(money("total_spend", code, Paid::net));
        });
        return all;
    }

    private static Question age(String trait, ToDoubleFunction<Shopper> days) {
        return new Question(
                trait,
                days,
                Question::whole,
                bound -> trait(trait, "older_than").put("value", "P" + bound.toPlainString() + "D"),
                bound -> trait(trait, "within_last").put("value", "P" + bound.toPlainString() + "D"));
    }

    private static Question count(String trait, ToDoubleFunction<Shopper> count) {
        return new Question(
                trait,
                count,
                Question::whole,
                bound -> trait(trait, "gte").put("value", bound.longValue()),
                bound -> trait(trait, "lt").put("value", bound.longValue()));
    }

    private static Question money(String trait, String currency, ToDoubleFunction<Paid> amount) {
        Wording atLeast = bound -> trait(trait, "gte").put("currency", currency).put("value", bound.toPlainString());
        return new Question(
                trait,
                shopper -> shopper.paid()
                        .filter(paid -> paid.currency().equals(currency))
                        .map(amount::applyAsDouble)
                        .orElse(Double.NaN),
                value -> plain(new BigDecimal(value).round(SAID)),
                atLeast,
                bound -> JSON.objectNode().set("not", atLeast.of(bound)));
    }

    private static Question orders(String name, ObjectNode where, ToDoubleFunction<Shopper> count) {
        return new Question(
                name,
                count,
                Question::whole,
                bound -> measure("count", where, "gte", bound),
                bound -> measure("count", where, "lt", bound));
    }

    private static Question categories() {
        ObjectNode property = JSON.objectNode().put("property", "products.category");
        return new Question(
                "categories",
                Shopper::categories,
                Question::whole,
                bound -> measure("distinct", property, "gte", bound),
                bound -> measure("distinct", property, "lt", bound));
    }

    private static ObjectNode measure(String measure, ObjectNode more, String op, BigDecimal bound) {
        ObjectNode event = JSON.objectNode().put("type", "order.completed").put("measure", measure);
        event.setAll(more);
        event.set("window", JSON.objectNode().put("lifetime", true));
        return JSON.objectNode().set("event", event.put("op", op).put("value", bound.longValue()));
    }

    private static ObjectNode where(String property, String op, Integer value) {
        ObjectNode one = JSON.objectNode().put("property", property).put("op", op);
        if (value != null) {
            one.put("value", value);
        }
        return JSON.objectNode().set("where", JSON.arrayNode().add(one));
    }

    private static ObjectNode trait(String trait, String op) {
        return JSON.objectNode().put("trait", "traits." + trait).put("op", op);
    }

    private static BigDecimal whole(double value) {
        return BigDecimal.valueOf((long) Math.ceil(value));
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
    }
}
