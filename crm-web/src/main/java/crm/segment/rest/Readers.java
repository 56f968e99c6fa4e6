package crm.segment.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;

/** Who reads an answer. */
final class Readers {

    private Readers() {}

    /** What the caller likes best to read. */
    static Locale language(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream().findFirst().orElse(Locale.ENGLISH);
    }
}
