package crm.profile.page;

import crm.profile.entity.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of an event's data as people read them: amounts with their currency, products by name, consents in words. */
final class EventFields {

    static final String CURRENCY = "currency";

    private static final Set<String> AMOUNTS =
            Set.of("total", "revenue", "subtotal", "shipping", "tax", "discount", "price", "amount", "value");

    private final Optional<String> currency;
    private final Wording wording;

    /** @param data of the event */
    EventFields(Map<String, Object> data, Wording wording) {
        this.currency = Optional.ofNullable(data.get(CURRENCY)).map(String::valueOf);
        this.wording = wording;
    }

    List<Fact> facts(Map<String, Object> fields) {
        List<Fact> facts = new ArrayList<>();
        fields.forEach((name, value) -> facts.addAll(facts(name, value)));
        return facts;
    }

    /** Whether one of the fields is an amount, which says the currency with it. */
    boolean sayCurrency(Map<String, Object> fields) {
        return fields.entrySet().stream().anyMatch(field -> priced(field.getKey(), field.getValue()) instanceof Money);
    }

    private List<Fact> facts(String name, Object value) {
        if (name.equals("products") && value instanceof List<?> products && isThings(products)) {
            return List.of(products(products));
        }
        if (name.equals("consents") && value instanceof Map<?, ?> consents) {
            return consents.entrySet().stream()
                    .map(said -> new Fact(purpose(said.getKey()), wording.consent(said.getValue())))
                    .toList();
        }
        return switch (name) {
            case "purpose" -> List.of(fact(name, purpose(value)));
            case "granted" -> List.of(fact(name, wording.consent(value)));
            default -> Facts.of("data", Map.of(name, priced(name, value)), wording);
        };
    }

    private Fact fact(String name, String text) {
        return new Fact(wording.label("data", name), text);
    }

    private String purpose(Object purpose) {
        return wording.label("purpose", String.valueOf(purpose));
    }

    private Object priced(String name, Object value) {
        return AMOUNTS.contains(name)
                        && currency.isPresent()
                        && !(value instanceof Map<?, ?> || value instanceof List<?>)
                ? new Money(currency.get(), String.valueOf(value))
                : value;
    }

    private static boolean isThings(List<?> products) {
        return products.stream().allMatch(product -> product instanceof Map<?, ?>);
    }

    private Fact products(List<?> products) {
        List<String> lines =
                products.stream().map(product -> product((Map<?, ?>) product)).toList();
        return new Fact(wording.label("data", "products"), String.valueOf(lines.size()), lines);
    }

    /** Such as {@code 6 × Lantern (85123A), £2.55}. */
    private String product(Map<?, ?> product) {
        String id = String.valueOf(product.get("product_id"));
        String name = product.get("name") == null ? id : product.get("name") + " (" + id + ')';
        String quantity = product.get("quantity") == null ? "" : wording.value(product.get("quantity")) + " × ";
        return Stream.of(
                        Optional.of(quantity + name),
                        Optional.<Object>ofNullable(product.get("price"))
                                .map(price -> wording.value(priced("price", price))),
                        Optional.<Object>ofNullable(product.get("category")).map(wording::value))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }
}
