package crm.ingest.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import crm.ingest.entity.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a schema says is wrong, in our own codes and words: the library's quote values, which may be personal. */
final class SchemaFaults {

    private static final String MISSING = "missing_field";
    private static final String WRONG = "wrong_type";

    private SchemaFaults() {}

    /** Empty for a branch of alternatives, of which the decoder says in one sentence what they want together. */
    static Optional<Fault> of(Error error, String root) {
        if (String.valueOf(error.getEvaluationPath()).contains("/anyOf")) {
            return Optional.empty();
        }
        String at = root + String.valueOf(error.getInstanceLocation());
        JsonNode node = error.getInstanceNode();
        if ("required".equals(error.getKeyword())) {
            return Optional.of(new Fault(at + '/' + escaped(error.getProperty()), MISSING, "is required"));
        }
        if (node != null && node.isNull()) {
            return Optional.of(new Fault(at, MISSING, "is required"));
        }
        return Optional.of(new Fault(at, WRONG, "must be " + expectation(error)));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String expectation(Error error) {
        JsonNode wanted = error.getSchemaNode();
        return switch (String.valueOf(error.getKeyword())) {
            case "type" -> types(wanted);
            case "format" -> format(wanted.asText());
            case "minLength" -> "a string of at least " + wanted.asText() + " characters";
            case "maxLength" -> "a string of at most " + wanted.asText() + " characters";
            case "minimum" -> "at least " + wanted.asText();
            case "maximum" -> "at most " + wanted.asText();
            case "minItems" -> "a list of at least " + wanted.asText();
            case "exclusiveMinimum", "exclusiveMaximum" -> Kind.QUANTITY.expectation();
            case "pattern" -> "in the form " + wanted.asText();
            default -> "as its schema says";
        };
    }

    private static String types(JsonNode wanted) {
        List<String> types = new ArrayList<>();
        (wanted.isArray() ? wanted : List.of(wanted)).forEach(type -> {
            if (!type.asText().equals("null")) {
                types.add((type.asText().matches("[aeio].*") ? "an " : "a ") + type.asText());
            }
        });
        return String.join(" or ", types);
    }

    private static String format(String name) {
        return switch (name) {
            case "iso-4217" -> Kind.CURRENCY.expectation();
            case "email" -> "an e-mail address";
            case "date" -> Kind.DATE.expectation();
            default -> "of the format " + name;
        };
    }
}
