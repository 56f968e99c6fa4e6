package crm.dev.retail;

import java.time.Instant;
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
        return Map.of("customer_id", customerId, "address", Map.of("country", country));
    }
}
