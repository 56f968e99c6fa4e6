package crm.ingest.entity;

import java.util.List;
import java.util.Optional;

/**
 * All there is to know of a dead letter.
 *
 * @param original what was sent, where the letter has been edited
 * @param history oldest first
 */
public record DeadLetterFile(DeadLetterView letter, Optional<RecordContent> original, List<LetterStep> history) {

    public DeadLetterFile {
        history = List.copyOf(history);
    }
}
