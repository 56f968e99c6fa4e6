package crm.profile.entity;

import crm.ingest.entity.Stamp;
import java.util.Optional;

/**
 * Something that was said of a consent.
 *
 * @param granted empty where what was said before was taken back
 * @param textVersion of the text that was agreed to
 */
public record ConsentWord(
        String purpose, Optional<Boolean> granted, Stamp stamp, String type, Optional<String> textVersion) {}
