package crm.ingest.service;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import crm.ingest.entity.Identity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of people in the one spelling by which they are found, whoever sent them. Everything that takes an identity from
 * outside goes through here. Thread-safe.
 *
 * <ul>
 *   <li>{@code customer_id}: as it is
 *   <li>{@code email}: trimmed, in lower case, the domain in its ASCII form
 *   <li>{@code phone}: E.164; without a country code that of the default region
 *   <li>{@code loyalty_id}: in upper case, without blanks and hyphens
 *   <li>others: trimmed
 * </ul>
 */
public final class Identities {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private final Set<String> namespaces;
    private final String defaultRegion;

    public Identities(DecoderSettings settings) {
        this.namespaces = settings.namespaces();
        this.defaultRegion = settings.defaultRegion();
    }

    public boolean knows(String namespace) {
        return namespaces.contains(namespace);
    }

    /** Empty if the namespace is unknown, or the value is ill-formed, empty or longer than 256 characters. */
    public Optional<Identity> of(String namespace, String value) {
        if (!knows(namespace)) {
            return Optional.empty();
        }
        Optional<String> normalised = switch (namespace) {
            case Identity.CUSTOMER_ID -> Optional.of(value);
            case Identity.EMAIL -> EmailAddress.normalised(value);
            case Identity.PHONE -> phone(value);
            case Identity.LOYALTY_ID -> Optional.of(loyalty(value));
            default -> Optional.of(value.strip());
        };
        return normalised
                .filter(v -> !v.isEmpty() && v.length() <= Attributes.NAME)
                .map(v -> new Identity(namespace, v));
    }

    /**
     * Whom {@code namespace:value} names; without a known namespace, the whole is a customer id. Empty as {@link #of}.
     */
    public Optional<Identity> parse(String name) {
        int colon = name.indexOf(':');
        return colon > 0 && knows(name.substring(0, colon))
                ? of(name.substring(0, colon), name.substring(colon + 1))
                : of(Identity.CUSTOMER_ID, name);
    }

    /** Possible numbers will do: which of them are assigned changes faster than libraries. */
    private Optional<String> phone(String value) {
        try {
            PhoneNumber number = PHONES.parse(value, defaultRegion);
            return PHONES.isPossibleNumber(number)
                    ? Optional.of(PHONES.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException illFormed) {
            return Optional.empty();
        }
    }

    private static String loyalty(String value) {
        StringBuilder kept = new StringBuilder(value.length());
        value.chars()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !isHyphen(c))
                .forEach(c -> kept.append((char) c));
        return kept.toString().toUpperCase(Locale.ROOT);
    }

    /** The one of the keyboard and those that word processors make of it. */
    private static boolean isHyphen(int c) {
        return c == '-' || (c >= '\u2010' && c <= '\u2015');
    }
}
