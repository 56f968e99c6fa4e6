package crm.ingest.service;

import crm.ingest.entity.Delivery.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A record's headers as the attributes of a CloudEvent in binary form. Pointers name them as the structured form would,
 * since headers have none of their own.
 */
record HeaderAttributes(List<Header> headers) implements Attributes {

    static final String PREFIX = "ce_";
    static final String CONTENT_TYPE = "content-type";
    static final String STRUCTURED = "application/cloudevents+json";

    /** Other {@code ce_} headers may come from tools on the way and make no event. */
    private boolean areOfAnEvent() {
        return last("ce_specversion").isPresent()
                || last("ce_id").isPresent()
                || last("ce_type").isPresent()
                || last("ce_source").isPresent();
    }

    /** Whether the value is the data of a CloudEvent whose attributes are these. */
    boolean announceBinaryForm() {
        return !announceStructuredForm() && areOfAnEvent();
    }

    boolean announceStructuredForm() {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(CONTENT_TYPE) && header.value() != null) {
                return new String(header.value(), StandardCharsets.ISO_8859_1)
                        .regionMatches(true, 0, STRUCTURED, 0, STRUCTURED.length());
            }
        }
        return false;
    }

    @Override
    public Optional<String> text(String name) {
        return last(PREFIX + name).map(value -> {
            if (!StorableText.isUtf8(value)) {
                throw Rejected.wrong(at(name), "text in UTF-8 without U+0000");
            }
            return new String(value, StandardCharsets.UTF_8);
        });
    }

    @Override
    public Optional<String> flag(String name) {
        return text(name);
    }

    @Override
    public String at(String name) {
        return '/' + name;
    }

    private Optional<byte[]> last(String name) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.get(i).name().equals(name)) {
                return Optional.ofNullable(headers.get(i).value());
            }
        }
        return Optional.empty();
    }
}
