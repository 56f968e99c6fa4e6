package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Violation;
import crm.ingest.service.PayloadReader.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a producer is told by the schema of a type and what happens to its events are the same. */
class SchemasAgreeWithTheDecoderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventSchemas SCHEMAS = new EventSchemas();
    private static final String IDENTITY = "[{\"namespace\":\"email\",\"value\":\"a@example.org\"}]";

    /** Of every kind there is, and its edges. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e29",
            "1e30",
            "-1e30",
            "5",
            "6",
            "\"\"",
            "\"x\"",
            "\"12.50\"",
            "\"-0.1\"",
            "\"1e3\"",
            "\"12.\"",
            "\"" + "9".repeat(30) + "\"",
            "\"" + "9".repeat(31) + "\"",
            "\"" + "0".repeat(40) + "9\"",
            "\"GBP\"",
            "\"gbp\"",
            "\"XXQ\"",
            "\"1990-12-31\"",
            "\"1990-02-31\"",
            "\"a@example.org\"",
            "\"" + "n".repeat(256) + "\"",
            "\"" + "n".repeat(257) + "\"",
            "[]",
            "[1]",
            "{}",
            "{\"a\":1}",
            IDENTITY,
            "[{\"namespace\":\"email\"}]",
            "[{\"product_id\":\"p\",\"quantity\":1}]",
            "[{\"product_id\":\"p\",\"quantity\":\"1\"}]",
            "[{\"product_id\":1,\"quantity\":1}]",
            "[{\"quantity\":1}]",
            "[{\"product_id\":\"p\",\"quantity\":1,\"price\":\"odd\",\"name\":4}]",
            "[3]");

    private final PayloadReader reader = new PayloadReader(new Identities(Deliveries.SETTINGS));

    static Stream<String> types() {
        return SCHEMAS.all().keySet().stream();
    }

    @Test
    void eachFileIsServedAndValidIn202012() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/crm/ingest/schemas"))) {
            Set<String> names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(SCHEMAS.all().keySet()).isEqualTo(names);
        }
        for (Map.Entry<String, String> schema : SCHEMAS.all().entrySet()) {
            JsonNode tree = JSON.readTree(schema.getValue());
            assertThat(tree.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(tree.get("title").asText()).isEqualTo(schema.getKey());
            assertThat(schema.getValue().getBytes(UTF_8))
                    .as("ASCII")
                    .hasSize(schema.getValue().length());
            tree.get("properties")
                    .forEach(field ->
                            assertThat(field.get("description").asText()).isNotBlank());
        }
    }

    /** Each field of each type alone with every value, the others well. */
    @ParameterizedTest
    @MethodSource("types")
    void aboutEachFieldWithEachValue(String type) throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(SCHEMAS.all().get(type));
        agree(type, well(schema));
        for (String field : names(schema)) {
            ObjectNode without = well(schema);
            without.remove(field);
            agree(type, without);
            for (String value : VALUES) {
                agree(type, ((ObjectNode) well(schema).set(field, JSON.readTree(value))));
            }
        }
    }

    /** Several fields at once. */
    @ParameterizedTest
    @MethodSource("types")
    void aboutWhateverComes(String type) throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(SCHEMAS.all().get(type));
        Random random = new Random(type.hashCode());
        for (int i = 0; i < 2000; i++) {
            ObjectNode data = well(schema);
            for (String field : names(schema)) {
                if (random.nextInt(3) == 0) {
                    data.set(field, JSON.readTree(VALUES.get(random.nextInt(VALUES.size()))));
                }
            }
            agree(type, data);
        }
    }

    private static List<String> names(ObjectNode schema) {
        List<String> names = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(names::add);
        // Whose event it is, is the envelope's question.
        names.removeAll(List.of("customer_id"));
        if (!schema.get("title").asText().equals("customer.identified")) {
            names.remove("anonymous_id");
        }
        return names;
    }

    /** The required fields as they must be. */
    private static ObjectNode well(ObjectNode schema) throws IOException {
        ObjectNode data = JSON.createObjectNode();
        for (JsonNode name : schema.path("required")) {
            JsonNode field = schema.at("/properties/" + name.asText());
            String type =
                    field.get("type").isArray() ? "money" : field.get("type").asText();
            data.set(
                    name.asText(),
                    JSON.readTree(
                            switch (type) {
                                case "boolean" -> "true";
                                case "number" -> "3";
                                case "money" -> "\"9.99\"";
                                default -> field.has("format") ? "\"GBP\"" : "\"x\"";
                            }));
        }
        if (schema.has("anyOf")) {
            data.put("anonymous_id", "a");
        }
        return data;
    }

    private void agree(String type, ObjectNode data) {
        List<Fault> faults = SCHEMAS.check(type, data.toString(), "/data", 1000);
        Set<String> refused = refused(type, data, faults);
        try {
            Reading reading = reader.read(type, data.toString(), "/data");
            assertThat(refused).as("the decoder takes %s %s", type, data).isEmpty();
            if (reading.violations().size() < 20) {
                assertThat(places(faults.stream().map(Fault::pointer)))
                        .as("%s %s", type, data)
                        .isEqualTo(places(reading.violations().stream()
                                .map(Violation::pointer)
                                .filter(pointer -> !isPhoneNumber(pointer, data))));
            }
        } catch (Rejected rejected) {
            String pointer = rejected.rejection().pointer();
            if (type.equals("customer.identified")) {
                assertThat(SCHEMAS.valid(type, data.toString()))
                        .as(data.toString())
                        .isFalse();
            } else {
                assertThat(refused).as("%s %s: %s", type, data, pointer).contains(pointer);
                String code = rejected.rejection().code().name().toLowerCase(Locale.ROOT);
                assertThat(faults).anySatisfy(fault -> {
                    assertThat(fault.pointer()).isEqualTo(pointer);
                    assertThat(fault.code()).isEqualTo(code);
                });
            }
        }
    }

    /** Which texts are phone numbers depends on the country; a schema cannot say it. */
    private static boolean isPhoneNumber(String pointer, ObjectNode data) {
        return pointer.equals("/data/phone") && data.path("phone").isTextual();
    }

    /** Consents are counted together, a list of identities as one. */
    private static Set<String> places(Stream<String> pointers) {
        return pointers.map(pointer ->
                        pointer.replaceAll("^(/data/consents)/.*", "$1").replaceAll("^(/data/identities)/.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of what the schema finds, what makes an event refused: required fields, and what a refund pays back. */
    private static Set<String> refused(String type, ObjectNode data, List<Fault> faults) {
        Set<String> refused = new TreeSet<>();
        for (Fault fault : faults) {
            String field = fault.pointer().replaceAll("^/data/products/[0-9]+(/|$)", "/data/*$1");
            if (strict(type, field, data)) {
                refused.add(fault.pointer());
            }
        }
        return refused;
    }

    private static boolean strict(String type, String field, ObjectNode data) {
        boolean required = Optional.ofNullable(SCHEMAS.all().get(type))
                .map(SchemasAgreeWithTheDecoderTest::required)
                .orElseThrow()
                .contains(field.replace("/data/", ""));
        boolean line =
                Set.of("/data/*", "/data/*/product_id", "/data/*/quantity").contains(field)
                        && data.path("products") instanceof ArrayNode;
        boolean refund = Set.of("order.refunded", "order.cancelled").contains(type) && field.equals("/data/total");
        return required || line || refund;
    }

    private static Set<String> required(String schema) {
        try {
            Set<String> names = new TreeSet<>();
            JSON.readTree(schema).path("required").forEach(name -> names.add(name.asText()));
            return names;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
