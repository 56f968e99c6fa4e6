package crm.segment.service;

import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** How customers buy among each other, by counting them one by one for each question. */
final class PlainRfm {

    /** What somebody has bought. */
    record Bought(long orders, Instant last, String currency, BigDecimal net) {

        /** Nothing, or from a description by {@link Oracle}. */
        static Optional<Bought> of(Map<String, String> traits) {
            long orders = Long.parseLong(traits.get("orders"));
            if (orders == 0) {
                return Optional.empty();
            }
            String money = traits.get("money").replaceAll("[{} ]", "");
            String best = null;
            long most = 0;
            for (String sum : money.split(",", -1)) {
                long many = Long.parseLong(sum.split("/", -1)[2]);
                if (many > most) { // they are sorted by currency
                    most = many;
                    best = sum;
                }
            }
            return Optional.of(new Bought(
                    orders,
                    Instant.parse(traits.get("last_order")),
                    best.split("=", -1)[0],
                    new BigDecimal(best.split("[=/]", -1)[1])));
        }
    }

    /** What all customers have bought; visitors are none. */
    static Map<Name, Optional<Bought>> customers(List<Told> known) {
        Map<Name, Optional<Bought>> customers = new TreeMap<>();
        new Oracle(known).profiles().forEach((name, traits) -> {
            if (!name.namespace().equals("anonymous_id")) {
                customers.put(name, Bought.of(traits));
            }
        });
        return customers;
    }

    /** All who had bought at an instant, who are the measure from then on. */
    record Base(Instant at, List<Bought> all) {

        static Base of(Instant at, List<Told> known) {
            List<Bought> all = new ArrayList<>();
            customers(known).values().forEach(bought -> bought.ifPresent(all::add));
            return new Base(at, all);
        }

        /** {recency, frequency, monetary}. */
        List<Integer> scores(Bought bought, Instant now) {
            long age = age(bought, now);
            List<Bought> same = all.stream()
                    .filter(other -> other.currency().equals(bought.currency()))
                    .toList();
            return List.of(
                    score(all, other -> Long.compare(age, age(other, at))),
                    score(all, other -> Long.compare(other.orders(), bought.orders())),
                    same.isEmpty() ? 3 : score(same, other -> other.net().compareTo(bought.net())));
        }

        private static long age(Bought bought, Instant at) {
            return ChronoUnit.MICROS.between(bought.last(), at);
        }

        /** @param order of another one before or after the one asked for */
        private static int score(List<Bought> among, Function<Bought, Integer> order) {
            long before = among.stream().filter(other -> order.apply(other) < 0).count();
            long equal = among.stream().filter(other -> order.apply(other) == 0).count();
            double middle = (before + equal / 2.0) / among.size();
            return Math.min(5, 1 + (int) Math.floor(5 * middle + 1e-9));
        }
    }

    /** Names by recency from 1 and the mean of the others from 1. */
    private static final String[][] NAMES = {
        {"lost", "hibernating", "at_risk", "cant_lose", "cant_lose"},
        {"hibernating", "hibernating", "at_risk", "at_risk", "at_risk"},
        {"about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"},
        {"promising", "potential_loyalist", "potential_loyalist", "champions", "champions"},
        {"new_customers", "potential_loyalist", "potential_loyalist", "champions", "champions"}
    };

    private final List<Base> bases;

    /** @param bases by their instants */
    PlainRfm(List<Base> bases) {
        this.bases = List.copyOf(bases);
    }

    /** The one in force: the last one before, or the first one. */
    Optional<Base> base(Instant at) {
        Base found = bases.isEmpty() ? null : bases.get(0);
        for (Base base : bases) {
            if (!base.at().isAfter(at)) {
                found = base;
            }
        }
        return Optional.ofNullable(found);
    }

    static String name(List<Integer> scores) {
        return NAMES[scores.get(0) - 1][(int) Math.round((scores.get(1) + scores.get(2)) / 2.0) - 1];
    }

    /** What was bought until an instant. */
    static Optional<Bought> until(List<Told> own, Instant at) {
        Name name = Name.customer("whoever");
        List<Told> until = own.stream()
                .filter(told -> !told.stamp().time().isAfter(at))
                .map(told ->
                        new Told(told.form(), told.stamp(), told.type(), name, List.of(), told.subject(), told.data()))
                .toList();
        return until.isEmpty()
                ? Optional.empty()
                : Bought.of(new Oracle(until).profiles().get(name));
    }
}
