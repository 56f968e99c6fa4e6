package crm.privacy.service;

import static java.util.Objects.requireNonNull;

import crm.privacy.service.PersonalScan.Span;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A JSON object with personal values in it, marked by {@link crm.privacy.entity.PersonalField}: each is replaced by a string
 * that {@link Keyring} sealed, all else stays as it was sent, to the byte. The text must be valid JSON.
 */
public final class PersonalJson {

    private final String json;
    private final String place;
    private final List<Span> spans;

    private PersonalJson(String json, String place) {
        this.json = requireNonNull(json, "json");
        this.place = place;
        this.spans = PersonalScan.of(json);
    }

    /**
     * A JSON object, plain or sealed.
     *
     * @param place where it is stored, such as {@code event.data}; sealed values open only there
     */
    public static PersonalJson of(String json, String place) {
        return new PersonalJson(json, place);
    }

    /** Whether nothing in it is personal, so that no key is needed. */
    public boolean isPlain() {
        return spans.isEmpty();
    }

    /** The object with its personal values sealed for a person, whose key the ring must hold. */
    public String sealed(UUID person, Keyring keys) {
        if (isPlain()) {
            return json;
        }
        StringBuilder sealed = new StringBuilder(json.length() + 80 * spans.size());
        int done = 0;
        for (Span span : spans) {
            sealed.append(json, done, span.value())
                    .append('"')
                    .append(keys.seal(person, purpose(span), json.substring(span.value(), span.end())))
                    .append('"');
            done = span.end();
        }
        return sealed.append(json, done, json.length()).toString();
    }

    /** Whether there may be a sealed value in it; fast. */
    public static boolean mayBeSealed(String stored) {
        return stored.contains("\"v1.");
    }

    /**
     * The object as it was before {@link #sealed}. A value that cannot be known any more is left out with its name; what
     * was stored before there were seals is as it is.
     */
    public String opened(UUID person, Keyring keys) {
        StringBuilder opened = new StringBuilder(json.length());
        int done = 0;
        for (Span span : spans) {
            if (isSealed(span)) {
                Optional<String> value =
                        keys.open(person, purpose(span), json.substring(span.value() + 1, span.end() - 1));
                if (value.isPresent()) {
                    opened.append(json, done, span.value()).append(value.get());
                    done = span.end();
                } else {
                    opened.append(json, done, span.begin());
                    done = leaveOut(span, opened);
                }
            }
        }
        return opened.append(json, done, json.length()).toString();
    }

    private boolean isSealed(Span span) {
        return json.startsWith("\"v1.", span.value());
    }

    /** With the comma behind the member, else with the one before; answers where the rest begins. */
    private int leaveOut(Span member, StringBuilder written) {
        int next = skipSpace(member.end());
        if (json.charAt(next) == ',') {
            return skipSpace(next + 1);
        }
        int last = written.length();
        while (written.charAt(last - 1) <= ' ') {
            last--;
        }
        if (written.charAt(last - 1) == ',') {
            written.setLength(last - 1);
        }
        return member.end();
    }

    private int skipSpace(int from) {
        int at = from;
        while (json.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private String purpose(Span span) {
        return place + '/' + span.field();
    }
}
