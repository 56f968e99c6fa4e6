package crm.platform.page;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The language of pages: the one chosen in the header, remembered in a cookie, else the browser's. */
public class Language extends ViewHandlerWrapper {

    private static final String COOKIE = "crm_language";

    public Language(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Locale calculateLocale(FacesContext context) {
        return remembered(context).value().flatMap(tag -> spoken(context, tag)).orElseGet(() -> asked(context));
    }

    /** The first of the browser's languages that is spoken here, wherever: Chinese of Singapore is Chinese, too. */
    private Locale asked(FacesContext context) {
        List<Locale> spoken = Languages.of(context.getApplication());
        List<Locale.LanguageRange> ranges = List.of();
        String header = context.getExternalContext().getRequestHeaderMap().get("Accept-Language");
        try {
            ranges = header == null ? ranges : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return spoken.get(0);
        }
        return ranges.stream()
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .flatMap(language ->
                        spoken.stream().filter(locale -> locale.getLanguage().equals(language)))
                .findFirst()
                .orElse(spoken.get(0));
    }

    /** Remembers the choice; a language that is not spoken here is forgotten. */
    static void remember(FacesContext context, String tag) {
        spoken(context, tag).ifPresent(locale -> remembered(context).set(locale.toLanguageTag()));
    }

    private static Remembered remembered(FacesContext context) {
        return new Remembered(context.getExternalContext(), COOKIE);
    }

    private static Optional<Locale> spoken(FacesContext context, String tag) {
        return Languages.of(context.getApplication()).stream()
                .filter(locale -> locale.toLanguageTag().equals(tag))
                .findFirst();
    }
}
