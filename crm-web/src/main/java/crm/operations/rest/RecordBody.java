package crm.operations.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import crm.ingest.entity.RecordContent;
import crm.operations.entity.RecordShown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of a topic as it is written.
 *
 * @param content the value is left out of lists where it is long, and for those who see personal data masked where it
 *     cannot be read
 * @param masked whether personal values in it are masked
 * @param withheld whether the value is not shown since nobody can tell what in it is personal
 */
record RecordBody(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @JsonUnwrapped LetterBody.ContentBody content,
        boolean masked,
        boolean withheld,
        List<RecordShown.Outcome> outcomes) {

    static RecordBody of(String topic, RecordShown record, boolean whole) {
        return new RecordBody(
                topic,
                record.partition(),
                record.offset(),
                record.timestamp(),
                content(record, whole),
                record.masked(),
                record.withheld(),
                record.outcomes());
    }

    private static LetterBody.ContentBody content(RecordShown record, boolean whole) {
        RecordContent content = record.content();
        if (!record.withheld()) {
            return whole ? LetterBody.ContentBody.of(content) : LetterBody.ContentBody.shortened(content);
        }
        LetterBody.ContentBody rest = LetterBody.ContentBody.of(content);
        return new LetterBody.ContentBody(
                rest.key(),
                rest.keyEncoding(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(record.valueBytes().orElse(0)),
                rest.headers());
    }
}
