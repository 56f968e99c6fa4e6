package crm.ingest.service;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * E-mail addresses as people have them: one {@code @}, no quotes or comments, a domain of at least two labels. Case says
 * nothing, in the local part neither, as no provider that people use makes a difference.
 */
final class EmailAddress {

    private static final int LOCAL_PART = 64;
    private static final int ADDRESS = 254;

    private EmailAddress() {}

    static Optional<String> normalised(String value) {
        String address = value.strip().toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        if (at < 1 || at > LOCAL_PART || address.length() > ADDRESS || !isLocalPart(address.substring(0, at))) {
            return Optional.empty();
        }
        return domain(address.substring(at + 1))
                .map(domain -> address.substring(0, at + 1) + domain)
                .filter(a -> a.length() <= ADDRESS);
    }

    private static boolean isLocalPart(String text) {
        return !text.startsWith(".")
                && !text.endsWith(".")
                && !text.contains("..")
                && text.chars()
                        .allMatch(c -> c > ' '
                                && "\"(),:;<>[]\\".indexOf(c) < 0
                                && !Character.isISOControl(c)
                                && !Character.isSpaceChar(c));
    }

    private static Optional<String> domain(String text) {
        try {
            return Optional.of(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT))
                    .filter(domain -> domain.indexOf('.') > 0 && !domain.endsWith("."));
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }
}
