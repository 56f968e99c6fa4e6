package crm.profile.store;

import crm.ingest.entity.Stamp;
import crm.profile.entity.ConsentWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words on consents as stored events have them. */
final class ConsentText {

    private static final String CLEARED = "null";
    private static final Set<String> SAID = Set.of("true", "false", CLEARED);

    private ConsentText() {}

    /**
     * One word; none where it says neither yes nor no nor takes it back, since the fold takes no such word either.
     *
     * @param granted as JSON
     */
    static List<ConsentWord> words(String purpose, String granted, Stamp stamp, String type, String textVersion) {
        boolean said = granted != null && SAID.contains(granted);
        return purpose == null || purpose.isEmpty() || !said
                ? List.of()
                : List.of(new ConsentWord(
                        purpose,
                        Optional.of(granted)
                                .filter(word -> !word.equals(CLEARED))
                                .map(Boolean::valueOf),
                        stamp,
                        type,
                        Optional.ofNullable(textVersion)));
    }
}
