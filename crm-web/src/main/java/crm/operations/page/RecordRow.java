package crm.operations.page;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.RecordContent;
import crm.operations.entity.RecordShown;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * A record as the page shows it.
 *
 * @param key empty for none
 * @param text with line breaks if it is JSON, its beginning if it is long; empty for none, or where it is withheld
 * @param binary whether it is no text, and is shown in Base64
 * @param cut whether there is more of it
 */
public record RecordRow(
        int partition,
        long offset,
        Instant at,
        String key,
        String text,
        OptionalInt bytes,
        boolean binary,
        boolean cut,
        boolean withheld,
        List<HeaderRow> headers,
        List<RecordShown.Outcome> outcomes) {

    private static final int LONGEST = 4000;

    /** A header as text. */
    public record HeaderRow(String name, String value) {}

    static RecordRow of(RecordShown record) {
        RecordContent content = record.content();
        boolean binary =
                content.value() != null && LetterText.of(content.value()).isEmpty();
        String text = content.value() == null ? "" : LetterText.pretty(words(content.value()));
        return new RecordRow(
                record.partition(),
                record.offset(),
                record.timestamp(),
                content.key() == null ? "" : words(content.key()),
                text.length() > LONGEST ? text.substring(0, text.offsetByCodePoints(0, whole(text))) + "…" : text,
                record.valueBytes(),
                binary,
                text.length() > LONGEST,
                record.withheld(),
                content.headers().stream().map(RecordRow::header).toList(),
                record.outcomes());
    }

    private static int whole(String text) {
        return text.codePointCount(0, LONGEST);
    }

    private static HeaderRow header(Header header) {
        return new HeaderRow(header.name(), header.value() == null ? "" : words(header.value()));
    }

    private static String words(byte[] bytes) {
        return LetterText.of(bytes).orElseGet(() -> LetterText.base64(bytes));
    }
}
