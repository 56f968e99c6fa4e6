package crm.platform.page;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The language of pages: the one chosen in the header, remembered in a cookie, else the browser's. */
public class Language extends ViewHandlerWrapper {

    private static final String COOKIE = "crm_language";
    private static final int A_YEAR = 365 * 24 * 60 * 60;

    public Language(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Locale calculateLocale(FacesContext context) {
        return chosen(context).orElseGet(() -> super.calculateLocale(context));
    }

    private static Optional<Locale> chosen(FacesContext context) {
        return context.getExternalContext().getRequestCookieMap().get(COOKIE) instanceof Cookie cookie
                ? supported(context, cookie.getValue())
                : Optional.empty();
    }

    /** Remembers the choice; a language that is not spoken here is forgotten. */
    static void remember(FacesContext context, String tag) {
        ExternalContext external = context.getExternalContext();
        supported(context, tag)
                .ifPresent(locale -> external.addResponseCookie(
                        COOKIE,
                        locale.toLanguageTag(),
                        Map.of(
                                "path",
                                external.getRequestContextPath(),
                                "maxAge",
                                A_YEAR,
                                "httpOnly",
                                true,
                                "secure",
                                external.isSecure())));
    }

    private static Optional<Locale> supported(FacesContext context, String tag) {
        Stream<Locale> spoken = Stream.concat(Stream.of(context.getApplication().getDefaultLocale()), spoken(context));
        return spoken.filter(locale -> locale.toLanguageTag().equals(tag)).findFirst();
    }

    private static Stream<Locale> spoken(FacesContext context) {
        Iterable<Locale> locales = () -> context.getApplication().getSupportedLocales();
        return java.util.stream.StreamSupport.stream(locales.spliterator(), false);
    }
}
