package crm.profile.page;

import crm.profile.entity.Money;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link Wording} in the language of the page. */
@Named("wording")
@RequestScoped
public class WordingPage {

    @Inject
    private FacesContext faces;

    Wording wording() {
        return new Wording(
                faces.getApplication().getResourceBundle(faces, "msg"),
                faces.getViewRoot().getLocale());
    }

    /** Whether there is a text of this key. */
    boolean has(String key) {
        return faces.getApplication().getResourceBundle(faces, "msg").containsKey(key);
    }

    public String label(String kind, String key) {
        return wording().label(kind, key);
    }

    public String money(List<Money> sums) {
        return wording().money(sums);
    }

    public String time(Instant time) {
        return wording().time(time);
    }

    public String clock(Instant time) {
        return wording().clock(time);
    }

    public String dateIfAny(Optional<Instant> time) {
        return time.map(wording()::date).orElse("");
    }

    public String timeIfAny(Optional<Instant> time) {
        return time.map(this::time).orElse("");
    }
}
