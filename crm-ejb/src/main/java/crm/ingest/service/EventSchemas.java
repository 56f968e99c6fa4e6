package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import crm.ingest.entity.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The JSON Schemas (2020-12) of the types of the contract, for their {@code data}: what producers are given, and what is
 * checked in full where there is somebody to be told. They say the same as {@link KnownFields}. Thread-safe.
 */
public final class EventSchemas {

    private static final List<String> TYPES = List.of(
            "cart.viewed",
            "chargeback.received",
            "checkout.started",
            "consultation.ended",
            "consultation.message_received",
            "consultation.message_sent",
            "consultation.rated",
            "consultation.started",
            "customer.consent_changed",
            "customer.identified",
            "customer.registered",
            "customer.updated",
            "message.clicked",
            "message.opened",
            "order.cancelled",
            "order.completed",
            "order.refunded",
            "page.viewed",
            "payment.attempted",
            "payment.captured",
            "payment.declined",
            "payment.refunded",
            "product.added",
            "product.removed",
            "product.reviewed",
            "product.viewed",
            "products.searched",
            "promotion.clicked");

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .formats(List.of(
                    format("iso-4217", Kind::isCurrency),
                    format("email", text -> EmailAddress.normalised(text).isPresent())))
            .build();

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final SortedMap<String, Described> described = new TreeMap<>();

    private record Described(String text, Schema schema) {}

    public EventSchemas() {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        SchemaRegistry registry = SchemaRegistry.withDialect(DIALECT, builder -> builder.schemaRegistryConfig(config));
        for (String type : TYPES) {
            String text = text(type);
            described.put(type, new Described(text, registry.getSchema(text)));
        }
    }

    private static Format format(String name, Predicate<String> fits) {
        return new Format() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return fits.test(value);
            }
        };
    }

    private static String text(String type) {
        String name = "/crm/ingest/schemas/" + type + ".json";
        try (InputStream in = EventSchemas.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By type, as the producers get them. */
    public SortedMap<String, String> all() {
        SortedMap<String, String> texts = new TreeMap<>();
        described.forEach((type, one) -> texts.put(type, one.text()));
        return Collections.unmodifiableSortedMap(texts);
    }

    public Optional<String> find(String type) {
        return Optional.ofNullable(described.get(type)).map(Described::text);
    }

    /**
     * Where data depart from the schema of their type; nowhere if the type has none.
     *
     * @param pointer where the data stand in what was sent
     * @param most after so many it looks no further
     */
    List<Fault> check(String type, String data, String pointer, int most) {
        Described one = described.get(type);
        return one == null
                ? List.of()
                : FirstErrors.of(one.schema(), tree(data), most).stream()
                        .map(error -> SchemaFaults.of(error, pointer))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** Whether data fit the schema of their type in every respect. */
    boolean valid(String type, String data) {
        return described.get(type).schema().validate(tree(data)).isEmpty();
    }

    private static JsonNode tree(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw Rejected.notJson("is not JSON");
        }
    }
}
