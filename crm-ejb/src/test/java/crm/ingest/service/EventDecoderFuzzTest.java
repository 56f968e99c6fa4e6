package crm.ingest.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: an event that can be stored and read again, or a rejection that can be stored. */
class EventDecoderFuzzTest {

    private static final String SECRET = "s3cr3t";

    private static final List<String> VALID = List.of("""
            {"specversion":"1.0","id":"s3cr3t","source":"/shop","type":"order.completed","time":"2026-03-01T11:00:00.5+01:00",
             "subject":"email:s3cr3t@example.org","backfill":false,"data":{"customer_id":"s3cr3t","order_id":"s3cr3t",
             "currency":"GBP","total":"139.12","channel":"web","products":[{"product_id":"85123A","name":"s3cr3t \\u00e9",
             "price":2.55,"quantity":6},{"product_id":"71053","price":"3.39","quantity":6.5e0}]}}""", """
            {"customer_id":"s3cr3t","anonymous_id":"s3cr3t","type":"customer.registered","email":"s3cr3t@Example.org",
             "phone":"+44 20 7946 0958","name":"例え \\ud83d\\ude00","address":{"city":"s3cr3t","country":null},
             "identities":[{"namespace":"loyalty_id","value":"s3cr3t"},{"namespace":"email","value":"a@bücher.example"}],
             "consents":{"profiling":true},"traits":{"a":[1,2,{"b":null}],"c":{"d":-1.5E+10}}}""", """
            {"specversion":"1.0","id":"1","source":"s","type":"customer.identified","time":"2026-03-01T11:00:00Z",
             "data":{"anonymous_id":"s3cr3t","identities":[{"namespace":"customer_id","value":"s3cr3t"}]}}""", """
            {"customer_id":"c","type":"payment.attempted","time":"2026-03-01T11:00:00Z","transaction_id":"s3cr3t",
             "amount":12.34,"currency":"EUR","ip":"s3cr3t","latitude":51.5,"device_id":"s3cr3t"}""", """
            {"customer_id":"c","type":"order.refunded","order_id":"s3cr3t","products":[{"product_id":"p","price":1,
             "quantity":2}]}""");

    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "[[",
            "{\"a\":",
            "}",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "1e999999999",
            "-1e-999999999",
            "1e308",
            "9999999999999999999999999999999",
            "0.1",
            "-0",
            "\\u0000",
            "\\ud83d",
            "\\udfff",
            "\\u",
            "\0",
            "\u0001",
            "\ufeff",
            "\ud83d\ude00",
            "\u2028",
            " ",
            "\t",
            "\"data\"",
            "\"specversion\":\"1.0\",",
            "\"customer_id\":7,",
            "\"id\"",
            "\"9999-12-31T23:59:60-23:59\"",
            "\"0001-01-01T00:00:00+00:01\"",
            "email:",
            "customer_id:",
            "//",
            "/*",
            "NaN",
            "Infinity",
            "\"data_base64\":\"\",",
            "\"quantity\":\"x\",");

    private static final List<String> ROLES = List.of(
            "customer_registration",
            "customer_order",
            "customer_interactions",
            "customer_consultation",
            "customer_transaction",
            "elsewhere",
            "");

    private static final List<String> HEADERS = List.of(
            "content-type",
            "Content-Type",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_subject",
            "ce_specversion",
            "ce_backfill",
            "ce_",
            "",
            "traceparent");

    private static final List<String> HEADER_VALUES = List.of(
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/json",
            "1.0",
            "2.0",
            "true",
            "",
            "2026-03-01T11:00:00Z",
            "order.completed",
            "customer.identified",
            "17850",
            "email:x",
            "\0",
            "é",
            SECRET);

    private final Random random = new Random(20_260_301);
    private final EventDecoder decoder = Deliveries.decoder();
    private final PayloadReader reader = new PayloadReader(new Identities(Deliveries.SETTINGS));
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Rejection.Code, Integer> rejections = new EnumMap<>(Rejection.Code.class);
    private int events;

    @Test
    void answersMutationsOfValidRecords() throws IOException {
        for (int i = 0; i < 30_000; i++) {
            byte[] value = one(VALID).getBytes(UTF_8);
            for (int change = random.nextInt(4); change > 0; change--) {
                value = mutated(value);
            }
            check(delivery(value, random.nextInt(4) == 0));
        }
        assertThat(events).as("events").isGreaterThan(5_000);
        assertThat(rejections.keySet())
                .contains(
                        Rejection.Code.NOT_JSON,
                        Rejection.Code.NO_ENVELOPE,
                        Rejection.Code.MISSING_FIELD,
                        Rejection.Code.WRONG_TYPE,
                        Rejection.Code.NO_CUSTOMER);
    }

    @Test
    void answersRandomBytes() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            byte[] value = new byte[random.nextInt(200)];
            random.nextBytes(value);
            check(delivery(value, true));
        }
    }

    @Test
    void answersRandomJson() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            StringBuilder json = new StringBuilder("{\"customer_id\":\"c\",\"type\":\"" + type() + '"');
            for (int field = random.nextInt(6); field > 0; field--) {
                json.append(",\"").append(fieldName()).append("\":");
                value(json, 0);
            }
            check(delivery(json.append('}').toString().getBytes(UTF_8), false));
        }
        assertThat(events).as("events").isGreaterThan(1_000);
    }

    @Test
    void answersTheVeryDeepAndTheVeryLong() throws IOException {
        for (String bomb :
                List.of("[", "{\"a\":", "[{\"data\":", "\"", "1", "\\", "1e", "\"\\u0000", "\"a\":1,", "\n")) {
            for (String type : List.of("shoe.tied", "customer.registered", "order.completed")) {
                String start = "{\"customer_id\":\"c\",\"type\":\"" + type + "\",\"a\":";
                check(delivery((start + bomb.repeat(500_000 / bomb.length())).getBytes(UTF_8), false));
                check(delivery(bomb.repeat(500_000 / bomb.length()).getBytes(UTF_8), false));
            }
        }
        StringBuilder wide = new StringBuilder("{\"customer_id\":\"c\",\"type\":\"customer.registered\"");
        for (int i = 0; wide.length() < 500_000; i++) {
            wide.append(",\"k").append(i).append("\":{}");
        }
        check(delivery(wide.append('}').toString().getBytes(UTF_8), false));
        assertThat(events).isEqualTo(1);
    }

    private void check(Delivery delivery) throws IOException {
        Decoded decoded = decoder.decode(delivery);
        assertThat(decoder.decode(delivery)).isEqualTo(decoded);
        if (decoded instanceof Event event) {
            events++;
            check(event);
        } else {
            Rejection rejection = (Rejection) decoded;
            rejections.merge(rejection.code(), 1, Integer::sum);
            assertThat(rejection.detail()).doesNotContain(SECRET);
            assertThat(StorableText.isStorable(rejection.pointer())).isTrue();
        }
    }

    private void check(Event event) throws IOException {
        assertThat(mapper.readTree(event.data()).isObject()).isTrue();
        assertThat(reader.read(event.type(), event.data())).isEqualTo(event.payload());
        for (String text : List.of(
                event.data(),
                event.type(),
                event.stamp().id(),
                event.stamp().source(),
                event.subject().value())) {
            assertThat(StorableText.isStorable(text)).isTrue();
        }
        assertThat(event.stamp().time()).isBefore(Instant.parse("2026-03-01T12:05:00.000001Z"));
        assertThat(event.stamp().time()).isEqualTo(event.stamp().time().truncatedTo(ChronoUnit.MICROS));
    }

    private Delivery delivery(byte[] value, boolean oddHeaders) {
        List<Header> headers = new ArrayList<>();
        for (int i = oddHeaders ? random.nextInt(6) : 0; i > 0; i--) {
            byte[] bytes = one(HEADER_VALUES).getBytes(random.nextInt(8) == 0 ? ISO_8859_1 : UTF_8);
            headers.add(new Header(one(HEADERS), random.nextInt(10) == 0 ? null : bytes));
        }
        return Deliveries.of(one(ROLES), headers, value);
    }

    private byte[] mutated(byte[] value) {
        int at = random.nextInt(value.length + 1);
        int length = Math.min(value.length - at, random.nextInt(5));
        return switch (random.nextInt(6)) {
            case 0 -> joined(value, at, one(PIECES).getBytes(UTF_8), at + length);
            case 1 -> joined(value, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, value.length));
            case 2 -> Arrays.copyOf(value, at);
            case 3 -> joined(value, at, new byte[0], at + length);
            default -> replacedValue(value);
        };
    }

    /** Puts a piece in the place of some JSON value: keeps the text JSON more often than not. */
    private byte[] replacedValue(byte[] value) {
        String text = new String(value, ISO_8859_1);
        int from = text.indexOf(':', random.nextInt(text.length() + 1)) + 1;
        int to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return joined(value, from, one(PIECES).getBytes(UTF_8), to);
    }

    private static byte[] joined(byte[] value, int to, byte[] piece, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(value, 0, to);
        out.writeBytes(piece);
        out.write(value, from, value.length - from);
        return out.toByteArray();
    }

    private String type() {
        return one(List.of(
                "customer.registered",
                "customer.updated",
                "customer.identified",
                "order.completed",
                "order.refunded",
                "product.viewed",
                "shoe.tied"));
    }

    private String fieldName() {
        return one(List.of(
                "anonymous_id",
                "identities",
                "consents",
                "email",
                "phone",
                "address",
                "traits",
                "order_id",
                "currency",
                "total",
                "products",
                "product_id",
                "data",
                "time",
                "a/b~c",
                "ä",
                ""));
    }

    private void value(StringBuilder json, int depth) {
        switch (random.nextInt(depth > 4 ? 6 : 9)) {
            case 0 -> json.append("null");
            case 1 -> json.append(random.nextBoolean());
            case 2 -> json.append(random.nextInt());
            case 3 -> json.append(random.nextGaussian());
            case 4 -> json.append("\"GBP\"");
            case 5 ->
                json.append('"')
                        .append(one(List.of("", "x", "é", "例", "\\n", "a@b.org", "1.5")))
                        .append('"');
            case 6 -> array(json, depth);
            default -> object(json, depth);
        }
    }

    private void array(StringBuilder json, int depth) {
        json.append('[');
        for (int i = random.nextInt(3); i >= 0; i--) {
            value(json, depth + 1);
            json.append(i > 0 ? "," : "");
        }
        json.append(']');
    }

    private void object(StringBuilder json, int depth) {
        json.append('{');
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = one(List.of("product_id", "quantity", "price", "namespace", "value", "city", "/", "~"));
            json.append('"').append(name).append("\":");
            value(json, depth + 1);
            json.append(i > 1 ? ", " : " ");
        }
        json.append('}');
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
