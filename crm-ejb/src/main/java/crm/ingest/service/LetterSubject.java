package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Identity;
import crm.ingest.entity.RecordContent;
import java.io.IOException;
import java.util.Optional;

/**
 * Whose record it may be that could not be understood: the customer it names where it can be read at all, else whom its
 * key names. A guess, good enough to seal it under the right key; what it means is decided when it is decoded.
 */
final class LetterSubject {

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(OutlineReader.DEPTH)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    private final Identities identities;

    LetterSubject(Identities identities) {
        this.identities = identities;
    }

    /** Empty where nothing names anybody. */
    Optional<Identity> of(RecordContent content) {
        JsonNode value = json(content.value());
        return customer(value.at("/data/customer_id"))
                .or(() -> customer(value.at("/customer_id")))
                .or(() -> text(value.path("subject")).flatMap(identities::parse))
                .or(() -> header(content, "ce_subject").flatMap(identities::parse))
                .or(() -> visitor(value.at("/data/anonymous_id")))
                .or(() -> visitor(value.at("/anonymous_id")))
                .or(() -> text(content.key()).flatMap(identities::parse));
    }

    private Optional<Identity> customer(JsonNode id) {
        return text(id).flatMap(text -> identities.of(Identity.CUSTOMER_ID, text));
    }

    private Optional<Identity> visitor(JsonNode id) {
        return text(id).flatMap(text -> identities.of(Identity.ANONYMOUS_ID, text));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? storable(node.textValue()) : Optional.empty();
    }

    private static Optional<String> header(RecordContent content, String name) {
        return content.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .flatMap(value -> text(value).stream())
                .findFirst();
    }

    private static Optional<String> text(byte[] bytes) {
        return bytes != null && bytes.length > 0 && StorableText.isUtf8(bytes)
                ? storable(new String(bytes, UTF_8))
                : Optional.empty();
    }

    private static Optional<String> storable(String text) {
        return text.isEmpty() || text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
    }

    private static JsonNode json(byte[] value) {
        try {
            JsonNode read = value == null || value.length == 0 ? null : JSON.readTree(value);
            return read == null ? JSON.missingNode() : read;
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
