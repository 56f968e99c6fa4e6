package crm.platform.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The choice of a language in the header. */
@Named("language")
@RequestScoped
public class LanguagePage {

    @Inject
    private FacesContext faces;

    /** The page in the language of the view, as HTML wants it named. */
    public String tag() {
        return faces.getViewRoot().getLocale().toLanguageTag();
    }

    /** Shows the same page again, in this language. */
    public String choose(String tag) {
        Language.remember(faces, tag);
        return faces.getViewRoot().getViewId() + "?faces-redirect=true&includeViewParams=true";
    }
}
