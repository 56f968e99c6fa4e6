package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * {@link RecordContent} that only the key of a person opens.
 *
 * @param person under whose key it is sealed; empty where nobody could tell whose record it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedContent(Optional<UUID> person, byte[] bytes) {

    public SealedContent {
        requireNonNull(person, "person");
        requireNonNull(bytes, "bytes");
    }
}
