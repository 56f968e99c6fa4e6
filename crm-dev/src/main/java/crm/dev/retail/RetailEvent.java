package crm.dev.retail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What happened in the shop, as the platform is told of it. */
public sealed interface RetailEvent permits CustomerRegistered, Invoice {

    /** The {@code source} of all these events. */
    String SOURCE = "online-retail";

    /** With {@link #SOURCE} the identity of the event, the same in every replay. */
    String id();

    String type();

    Instant time();

    Optional<String> customer();

    /** The topic it belongs to. */
    String topic();

    /** The key of its record: the customer, else the anonymous id. */
    String key();

    /** The payload, without the envelope. */
    Map<String, Object> data();

    /** The whole event, CloudEvents 1.0 in structured mode, in a fixed order of fields. */
    default Map<String, Object> cloudEvent() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id());
        event.put("source", SOURCE);
        event.put("type", type());
        event.put("time", time().toString());
        customer().ifPresent(customer -> event.put("subject", customer));
        event.put("datacontenttype", "application/json");
        event.put("data", data());
        return event;
    }
}
