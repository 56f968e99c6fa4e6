package crm.ingest.service;

import com.fasterxml.jackson.core.JsonToken;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Rejection.Code;
import crm.ingest.entity.Stamp;
import crm.ingest.service.Outline.Member;
import java.util.List;
import java.util.Optional;

/** The forms in which an event comes: a CloudEvent, structured or binary, or else bare JSON. */
final class Envelopes {

    private static final byte[] NO_DATA = {'{', '}'};
    private static final String DATA = "/data";

    private Envelopes() {}

    /** @param mapping of JSON that is no CloudEvent; the default one if empty */
    static Envelope read(List<Header> sent, byte[] value, Optional<EditedMapping> mapping, Origin origin) {
        HeaderAttributes headers = new HeaderAttributes(sent);
        if (headers.announceBinaryForm()) {
            return binary(headers, value);
        }
        Outline outline = outline(value);
        if (headers.announceStructuredForm() || outline.member("specversion").isPresent()) {
            return structured(outline);
        }
        return mapping.isPresent() ? mapping.get().read(outline, origin) : BareJson.read(outline, origin);
    }

    /** The id that an event was sent with, which may be no event for other reasons; empty if it has none to be read. */
    static Optional<String> idOf(List<Header> sent, byte[] value) {
        HeaderAttributes headers = new HeaderAttributes(sent);
        try {
            Attributes attributes = headers.announceBinaryForm()
                    ? headers
                    : new Fields(outline(value).members(), "");
            return attributes.name("id");
        } catch (Rejected unreadable) {
            return Optional.empty();
        }
    }

    private static Outline outline(byte[] value) {
        if (value == null) {
            throw Rejected.notJson("has no value");
        }
        return OutlineReader.read(value, new Rejected(Code.NO_ENVELOPE, "", "must be a JSON object, one event"));
    }

    private static Envelope structured(Outline outline) {
        if (outline.member("data_base64").isPresent()) {
            throw Rejected.wrong("/data_base64", "left out, data is a JSON object");
        }
        Optional<Member> data = outline.member("data").filter(m -> m.kind() != JsonToken.VALUE_NULL);
        if (data.isPresent() && data.get().kind() != JsonToken.START_OBJECT) {
            throw Rejected.wrong(DATA, "a JSON object");
        }
        return cloudEvent(
                new Fields(outline.members(), ""),
                new Fields(data.map(Member::members).orElse(List.of()), DATA),
                data.map(outline::text).orElse("{}"));
    }

    private static Envelope binary(HeaderAttributes headers, byte[] value) {
        byte[] json = value == null || value.length == 0 ? NO_DATA : value;
        Outline data = OutlineReader.read(json, Rejected.wrong(DATA, "a JSON object"));
        return cloudEvent(headers, new Fields(data.members(), DATA), data.text());
    }

    private static Envelope cloudEvent(Attributes attributes, Fields data, String json) {
        if (!attributes.requiredName("specversion").startsWith("1.")) {
            throw Rejected.wrong(attributes.at("specversion"), "1.0");
        }
        String id = attributes.requiredName("id");
        String source = attributes.requiredName("source");
        String type = attributes.requiredName("type");
        return new Envelope(
                new Stamp(attributes.time().orElseThrow(() -> Rejected.missing(attributes.at("time"))), source, id),
                type,
                attributes.subject(),
                attributes.backfill(),
                data.name("customer_id"),
                data.name("anonymous_id"),
                json,
                DATA);
    }
}
