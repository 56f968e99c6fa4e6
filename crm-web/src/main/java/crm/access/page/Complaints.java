package crm.access.page;

import crm.access.entity.AccountRefused;
import crm.access.entity.LoginLocked;
import crm.access.service.AccessSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.ResourceBundle;

/** Says what is wrong in the language of the page, beside the field where one is to blame. */
@RequestScoped
class Complaints {

    private static final long LONG = 90;
    private static final long MINUTE = 60;

    @Inject
    private FacesContext faces;

    @Inject
    private AccessSettings settings;

    void complain(String key, Object... values) {
        say(null, key, values);
    }

    /** When to try again. */
    void complain(LoginLocked locked) {
        long seconds = locked.seconds();
        if (seconds > LONG) {
            complain("login.locked.minutes", (seconds + MINUTE - 1) / MINUTE);
        } else {
            complain("login.locked.seconds", seconds);
        }
    }

    /** @param form whose fields are named as in JSON, without the underscores */
    void complain(String form, AccountRefused refused) {
        String field = refused.pointer().replaceAll("[/_]", "");
        say(
                field.isEmpty() ? null : form + ':' + field,
                "refused." + refused.code(),
                settings.passwordMinLength(),
                AccessSettings.PASSWORD_MAX_LENGTH);
    }

    void say(String field, String key, Object... values) {
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "msg");
        String text =
                new MessageFormat(texts.getString(key), faces.getViewRoot().getLocale()).format(values);
        faces.addMessage(field, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    }
}
