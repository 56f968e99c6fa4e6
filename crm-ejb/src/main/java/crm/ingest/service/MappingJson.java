package crm.ingest.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.Mapping.Datum;
import crm.ingest.entity.Mapping.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A mapping as the database keeps it, and as the audit trail shows it: the JSON of the API. */
final class MappingJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MappingJson() {}

    static String write(Mapping mapping) {
        ObjectNode json = JSON.createObjectNode();
        field(json, "id", mapping.id());
        field(json, "source", mapping.source());
        field(json, "time", mapping.time());
        mapping.timeFormat().ifPresent(format -> json.put("time_format", format));
        field(json, "type", mapping.type());
        if (!mapping.types().isEmpty()) {
            ObjectNode types = json.putObject("types");
            mapping.types().forEach(types::put);
        }
        field(json, "customer_id", mapping.customerId());
        field(json, "anonymous_id", mapping.anonymousId());
        field(json, "subject", mapping.subject());
        mapping.data().ifPresent(pointer -> json.put("data", pointer));
        if (!mapping.fields().isEmpty()) {
            fields(json.putObject("fields"), mapping.fields());
        }
        return json.toString();
    }

    private static void fields(ObjectNode json, Map<String, Map<String, Datum>> fields) {
        fields.forEach((type, data) -> {
            ObjectNode ofType = json.putObject(type);
            data.forEach((name, datum) -> {
                ObjectNode written = ofType.putObject(name).put("pointer", datum.pointer());
                datum.decimals().ifPresent(decimals -> written.put("decimals", decimals));
            });
        });
    }

    private static void field(ObjectNode json, String name, Optional<Field> field) {
        field.ifPresent(found -> {
            ObjectNode written = json.putObject(name);
            found.pointer().ifPresent(pointer -> written.put("pointer", pointer));
            found.constant().ifPresent(constant -> written.put("constant", constant));
        });
    }

    static Mapping read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, String> types = new HashMap<>();
            json.path("types")
                    .properties()
                    .forEach(type -> types.put(type.getKey(), type.getValue().asText()));
            return new Mapping(
                    field(json, "id"),
                    field(json, "source"),
                    field(json, "time"),
                    text(json, "time_format"),
                    field(json, "type"),
                    types,
                    field(json, "customer_id"),
                    field(json, "anonymous_id"),
                    field(json, "subject"),
                    text(json, "data"),
                    fields(json.path("fields")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored mapping is no JSON", e);
        }
    }

    private static Map<String, Map<String, Datum>> fields(JsonNode json) {
        Map<String, Map<String, Datum>> fields = new HashMap<>();
        json.properties().forEach(type -> {
            Map<String, Datum> data = new HashMap<>();
            type.getValue().properties().forEach(field -> data.put(field.getKey(), datum(field.getValue())));
            fields.put(type.getKey(), data);
        });
        return fields;
    }

    private static Datum datum(JsonNode json) {
        return new Datum(
                json.get("pointer").asText(),
                Optional.ofNullable(json.get("decimals")).map(JsonNode::asInt));
    }

    private static Optional<Field> field(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name))
                .map(found -> new Field(text(found, "pointer"), text(found, "constant")));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::asText);
    }
}
