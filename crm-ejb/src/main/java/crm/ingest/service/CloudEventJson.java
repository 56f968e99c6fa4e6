package crm.ingest.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import crm.ingest.entity.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** Writes events as structured CloudEvents: read again they are the same events, their data byte for byte. */
final class CloudEventJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int OF_ENVELOPE = 512;
    private static final Set<String> OWN = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "time",
            "subject",
            "backfill",
            "datacontenttype",
            "data",
            "data_base64");

    private CloudEventJson() {}

    /** Whether an attribute of a CloudEvent is none that is written anyway; its name has the form that names must have. */
    static boolean isExtension(String name) {
        return !OWN.contains(name) && name.matches("[a-z0-9]{1,64}");
    }

    static byte[] write(Event event, Map<String, String> extensions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(event.data().length() + OF_ENVELOPE);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", event.stamp().id());
            json.writeStringField("source", event.stamp().source());
            json.writeStringField("type", event.type());
            json.writeStringField("time", event.stamp().time().toString());
            json.writeStringField("subject", event.subject().toString());
            if (event.backfill()) {
                json.writeBooleanField("backfill", true);
            }
            for (Map.Entry<String, String> extension : extensions.entrySet()) {
                json.writeStringField(extension.getKey(), extension.getValue());
            }
            json.writeFieldName("data");
            json.writeRawValue(event.data());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
