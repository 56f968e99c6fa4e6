package crm.platform.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** The choice of a language in the header. */
@Named("language")
@RequestScoped
public class LanguagePage {

    @Inject
    private FacesContext faces;

    /**
     * A language.
     *
     * @param tag as HTML wants it named
     * @param name as its speakers call it
     */
    public record Choice(String tag, String name) {

        private static Choice of(Locale locale) {
            String name = locale.getDisplayLanguage(locale);
            return new Choice(locale.toLanguageTag(), name.substring(0, 1).toUpperCase(locale) + name.substring(1));
        }
    }

    /** The page in the language of the view, as HTML wants it named. */
    public String tag() {
        return faces.getViewRoot().getLocale().toLanguageTag();
    }

    /** The languages that the page is not in. */
    public List<Choice> getOthers() {
        return Languages.of(faces.getApplication()).stream()
                .map(Choice::of)
                .filter(choice -> !choice.tag().equals(tag()))
                .toList();
    }

    /** Shows the same page again, in this language. */
    public String choose(String tag) {
        Language.remember(faces, tag);
        return faces.getViewRoot().getViewId() + "?faces-redirect=true&includeViewParams=true";
    }
}
