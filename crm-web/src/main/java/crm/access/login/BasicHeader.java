package crm.access.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import java.util.Base64;
import java.util.Optional;

/** The header {@code Authorization} of HTTP Basic (RFC 7617) in UTF-8. */
final class BasicHeader {

    private static final String SCHEME = "Basic ";

    private BasicHeader() {}

    /** @param header may be null */
    static Optional<UsernamePasswordCredential> credential(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return decoded(header.substring(SCHEME.length()).trim()).flatMap(BasicHeader::split);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<UsernamePasswordCredential> split(String pair) {
        int colon = pair.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new UsernamePasswordCredential(pair.substring(0, colon), pair.substring(colon + 1)));
    }
}
