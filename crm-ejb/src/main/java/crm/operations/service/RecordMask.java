package crm.operations.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.RecordContent;
import crm.privacy.entity.PersonalField;
import crm.profile.service.PersonalData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A record for those who may not know who is in it. What is personal is known by the names of fields, so a value that is no
 * JSON object is not shown at all.
 */
final class RecordMask {

    private static final String REST = "***";
    private static final String SUBJECT = "subject";
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";

    /** Headers that say nothing of a person. */
    private static final Set<String> PLAIN_HEADERS = Set.of(
            "content-type",
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_datacontenttype",
            "traceparent");

    /** Of what we write beside dead letters. */
    private static final String OURS = "crm-dead-letter-";

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RecordMask() {}

    static RecordContent masked(RecordContent content) {
        return new RecordContent(
                key(content.key()),
                value(content.value()),
                content.headers().stream().map(RecordMask::header).toList());
    }

    private static byte[] key(byte[] key) {
        return key == null ? null : name(new String(key, UTF_8)).getBytes(UTF_8);
    }

    /** Of whom it is, as far as that says more than an id. */
    private static String name(String subject) {
        int colon = subject.indexOf(':');
        if (colon > 0 && PersonalField.ofNamespace(subject.substring(0, colon)).isPresent()) {
            PersonalField field =
                    PersonalField.ofNamespace(subject.substring(0, colon)).get();
            return subject.substring(0, colon + 1) + field.mask(subject.substring(colon + 1));
        } else if (subject.indexOf('@') >= 0) {
            return PersonalField.EMAIL.mask(subject);
        }
        return isId(subject) ? subject : REST;
    }

    /** Ids have no spaces, and do not look like numbers that can be called. */
    private static boolean isId(String text) {
        return text.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || c == 0xfffd)
                && !text.startsWith("+");
    }

    private static byte[] value(byte[] value) {
        if (value == null) {
            return null;
        }
        try {
            Map<String, Object> fields = JSON.readValue(value, OBJECT);
            return fields == null ? null : JSON.writeValueAsBytes(masked(fields));
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory are read
        }
    }

    private static Map<String, Object> masked(Map<String, Object> fields) {
        Map<String, Object> masked = new LinkedHashMap<>(PersonalData.masked(fields));
        if (fields.get(SUBJECT) instanceof String subject && fields.containsKey("specversion")) {
            masked.put(SUBJECT, name(subject));
        }
        if (fields.get("customer_id") instanceof String customer) {
            masked.put("customer_id", name(customer));
        }
        // What is hidden in a text is not to be seen by its name.
        masked.computeIfPresent(DATA, (name, data) -> data instanceof String ? REST : data);
        masked.computeIfPresent(DATA_BASE64, (name, data) -> REST);
        return masked;
    }

    private static Header header(Header header) {
        boolean plain = PLAIN_HEADERS.contains(header.name()) || header.name().startsWith(OURS);
        if (plain || header.value() == null) {
            return header;
        }
        String shown = header.name().equals("ce_subject") ? name(new String(header.value(), UTF_8)) : REST;
        return new Header(header.name(), shown.getBytes(UTF_8));
    }
}
