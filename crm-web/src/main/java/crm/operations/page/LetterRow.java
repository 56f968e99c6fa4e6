package crm.operations.page;

import crm.ingest.entity.DeadLetterView;
import java.time.Instant;

/** A dead letter in a list: nothing of what it says. */
public record LetterRow(
        long id, String topic, int partition, long offset, String code, String pointer, Instant at, String state) {

    static LetterRow of(DeadLetterView letter) {
        return new LetterRow(
                letter.id(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.reason().code().word(),
                letter.reason().pointer(),
                letter.at(),
                letter.state().word());
    }
}
