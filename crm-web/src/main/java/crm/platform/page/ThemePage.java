package crm.platform.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The choice between light and dark in the header; as the browser has it where nobody chose. */
@Named("theme")
@RequestScoped
public class ThemePage {

    private static final List<String> THEMES = List.of("light", "dark");

    @Inject
    private FacesContext faces;

    /** Null where nobody chose. */
    public String getChosen() {
        return chosen().orElse(null);
    }

    private Optional<String> chosen() {
        return remembered().value().filter(THEMES::contains);
    }

    /** What can be chosen instead: the other one, or either where the browser's own holds. */
    public List<String> getOthers() {
        return THEMES.stream()
                .filter(theme -> !chosen().equals(Optional.of(theme)))
                .toList();
    }

    /** Shows the same page again, in this theme. */
    public String choose(String theme) {
        if (THEMES.contains(theme)) {
            remembered().set(theme);
        }
        return faces.getViewRoot().getViewId() + "?faces-redirect=true&includeViewParams=true";
    }

    private Remembered remembered() {
        return new Remembered(faces.getExternalContext(), "crm_theme");
    }
}
