package crm.access.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.access.entity.KeySecret;
import java.util.Base64;
import java.util.Optional;

/** What a request of the API brings to prove who sends it: the header {@code Authorization}. */
sealed interface Credentials {

    String BASIC = "Basic ";
    String BEARER = "Bearer ";

    /** A name and a password: HTTP Basic (RFC 7617) in UTF-8. */
    record Password(String name, String password) implements Credentials {

        /** Does not show what may be a password. */
        @Override
        public String toString() {
            return "Password";
        }
    }

    /**
     * A key, as a bearer token, or as the password of those who know HTTP Basic only.
     *
     * @param name the account it has to belong to, if any was given
     */
    record Key(Optional<String> name, KeySecret secret) implements Credentials {}

    /** A token of another issuer (RFC 6750). */
    record Token(String text) implements Credentials {

        /** Does not show the token. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * Reads the header.
     *
     * @param header may be null
     */
    static Optional<Credentials> of(String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (begins(header, BEARER)) {
            return Optional.of(bearer(header.substring(BEARER.length()).trim()));
        }
        return begins(header, BASIC)
                ? decoded(header.substring(BASIC.length()).trim()).flatMap(Credentials::split)
                : Optional.empty();
    }

    private static boolean begins(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static Credentials bearer(String text) {
        return KeySecret.of(text)
                .<Credentials>map(key -> new Key(Optional.empty(), key))
                .orElseGet(() -> new Token(text));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> split(String pair) {
        int colon = pair.indexOf(':');
        return colon < 1 ? Optional.empty() : Optional.of(basic(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    private static Credentials basic(String name, String password) {
        return KeySecret.of(password)
                .<Credentials>map(key -> new Key(Optional.of(name), key))
                .orElseGet(() -> new Password(name, password));
    }
}
