package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Deliveries as tests send them, in JSON with single quotes, and what a decoder says to them. */
final class Deliveries {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant PRODUCED = Instant.parse("2026-03-01T11:59:00.123Z");
    static final UUID TOPIC = UUID.fromString("00000000-0000-0000-0000-00000000cafe");
    static final DecoderSettings SETTINGS = new DecoderSettings(
            Optional.empty(), Set.of("customer_id", "loyalty_id", "anonymous_id", "email", "phone", "device_id"), "GB");

    private Deliveries() {}

    static EventDecoder decoder() {
        return decoder(SETTINGS);
    }

    static EventDecoder decoder(Duration retention) {
        return decoder(new DecoderSettings(Optional.of(retention), SETTINGS.namespaces(), "GB"));
    }

    private static EventDecoder decoder(DecoderSettings settings) {
        return new EventDecoder(Clock.fixed(NOW, ZoneOffset.UTC), settings);
    }

    static Delivery of(String role, List<Header> headers, byte[] value) {
        return new Delivery(role, "shop." + role, TOPIC, 3, 77, PRODUCED, headers, new byte[0], value);
    }

    static Delivery bare(String role, String json) {
        return of(role, List.of(), json(json));
    }

    static Delivery structured(String json) {
        return of(
                "customer_order",
                List.of(header("content-type", "application/cloudevents+json; charset=utf-8")),
                json(json));
    }

    /** A valid CloudEvent with this type and data, of customer 17850. */
    static Delivery cloudEvent(String type, String data) {
        return structured("{'specversion':'1.0','id':'e1','source':'/shop','type':'" + type
                + "','time':'2026-03-01T11:00:00Z','subject':'17850','data':" + data + "}");
    }

    static Delivery binary(Map<String, String> attributes, String data) {
        List<Header> headers = new ArrayList<>();
        headers.add(header("content-type", "application/json"));
        attributes.forEach((name, value) -> headers.add(header("ce_" + name, value)));
        return of("customer_interactions", headers, data == null ? null : json(data));
    }

    static Header header(String name, String value) {
        return new Header(name, value.getBytes(UTF_8));
    }

    static byte[] json(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    static Event event(Delivery delivery) {
        Decoded decoded = decoder().decode(delivery);
        return Assertions.assertThat(decoded)
                .asInstanceOf(InstanceOfAssertFactories.type(Event.class))
                .actual();
    }

    static Rejection rejection(Delivery delivery) {
        return rejection(decoder(), delivery);
    }

    static Rejection rejection(EventDecoder decoder, Delivery delivery) {
        Decoded decoded = decoder.decode(delivery);
        return Assertions.assertThat(decoded)
                .asInstanceOf(InstanceOfAssertFactories.type(Rejection.class))
                .actual();
    }
}
