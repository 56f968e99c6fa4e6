package crm.profile.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody who works with a customer wrote down.
 *
 * @param author name of the account
 * @param editedAt when its author changed it last
 */
public record Note(UUID id, String author, Instant at, Optional<Instant> editedAt, String text) {

    /** Characters that a note may have. */
    public static final int LONGEST = 4000;
}
