package crm.platform.page;

import jakarta.faces.context.ExternalContext;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a person chose for all pages in this browser, in a cookie that holds for a year. */
final class Remembered {

    private static final Duration LASTING = Duration.ofDays(365);

    private final ExternalContext external;
    private final String cookie;

    Remembered(ExternalContext external, String cookie) {
        this.external = external;
        this.cookie = cookie;
    }

    /** As the browser sent it, which may be anything. */
    Optional<String> value() {
        return external.getRequestCookieMap().get(cookie) instanceof Cookie sent
                ? Optional.of(sent.getValue())
                : Optional.empty();
    }

    void set(String value) {
        external.addResponseCookie(
                cookie,
                value,
                Map.of(
                        "path",
                        external.getRequestContextPath(),
                        "maxAge",
                        (int) LASTING.toSeconds(),
                        "httpOnly",
                        true,
                        "secure",
                        external.isSecure()));
    }
}
