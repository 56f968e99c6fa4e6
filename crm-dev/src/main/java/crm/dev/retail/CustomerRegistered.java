package crm.dev.retail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A customer is seen for the first time in the file. */
public record CustomerRegistered(String id, Instant time, String customerId, String country) implements RetailEvent {

    static CustomerRegistered by(RetailRow row, String customer) {
        return new CustomerRegistered("registered:" + customer, row.time(), customer, row.country());
    }

    @Override
    public String type() {
        return "customer.registered";
    }

    @Override
    public Optional<String> customer() {
        return Optional.of(customerId);
    }

    @Override
    public String topic() {
        return "customer_registration";
    }

    @Override
    public String key() {
        return customerId;
    }

    @Override
    public Map<String, Object> data() {
        // In a fixed order: the same event has the same bytes in every replay.
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("customer_id", customerId);
        data.put("address", Map.of("country", country));
        return data;
    }
}
