package crm.ingest.entity;

import java.time.Instant;

/** A dead letter in the hands of a replay: locked, open, and to be decoded again at its old place. */
public record OpenLetter(long id, LetterPlace place, String topic, Instant producedAt, RecordContent content) {

    /** The delivery it was, with what it says now. */
    public Delivery delivery(String role) {
        return new Delivery(
                role,
                topic,
                place.topicId(),
                place.partition(),
                place.offset(),
                producedAt,
                content.headers(),
                content.key(),
                content.value());
    }
}
