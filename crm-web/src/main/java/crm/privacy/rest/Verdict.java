package crm.privacy.rest;

import crm.privacy.entity.Verification;
import crm.privacy.entity.Verification.Anchor;
import java.util.Locale;
import java.util.Optional;

/** What a verification says, with its reason as a word. */
record Verdict(boolean valid, long entries, Optional<Broken> firstBroken, Anchor head, long tookMs) {

    /** Where the chain breaks, and how. */
    record Broken(long seq, String reason) {}

    static Verdict of(Verification found) {
        return new Verdict(
                found.valid(),
                found.entries(),
                found.firstBroken()
                        .map(broken ->
                                new Broken(broken.seq(), broken.reason().name().toLowerCase(Locale.ROOT))),
                found.head(),
                found.tookMs());
    }
}
