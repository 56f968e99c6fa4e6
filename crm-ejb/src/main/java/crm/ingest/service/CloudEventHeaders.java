package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The headers of CloudEvents that are written. One that came in another form than the structured one is written in binary
 * form: its data stay as they are and never grow beyond what a reader takes, and read again it is the same event.
 */
final class CloudEventHeaders {

    static final Header STRUCTURED =
            header(HeaderAttributes.CONTENT_TYPE, HeaderAttributes.STRUCTURED + "; charset=UTF-8");

    private static final Header DATA = header(HeaderAttributes.CONTENT_TYPE, "application/json");
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

    private CloudEventHeaders() {}

    /** @param sent headers whose attributes are kept where nothing here knows them */
    static List<Header> binary(Event event, List<Header> sent) {
        List<Header> headers = new ArrayList<>();
        headers.add(DATA);
        headers.add(attribute("specversion", "1.0"));
        headers.add(attribute("id", event.stamp().id()));
        headers.add(attribute("source", event.stamp().source()));
        headers.add(attribute("type", event.type()));
        headers.add(attribute("time", event.stamp().time().toString()));
        headers.add(attribute("subject", event.subject().toString()));
        if (event.backfill()) {
            headers.add(attribute("backfill", "true"));
        }
        sent.stream().filter(CloudEventHeaders::isExtension).forEach(headers::add);
        return headers;
    }

    private static boolean isExtension(Header header) {
        if (!header.name().startsWith(HeaderAttributes.PREFIX)) {
            return false;
        }
        String name = header.name().substring(HeaderAttributes.PREFIX.length());
        return !OWN.contains(name) && name.matches("[a-z0-9]{1,64}");
    }

    private static Header attribute(String name, String value) {
        return header(HeaderAttributes.PREFIX + name, value);
    }

    private static Header header(String name, String value) {
        return new Header(name, value.getBytes(UTF_8));
    }
}
