package crm.platform.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import java.util.Set;

/** What went wrong, in words for people. */
@Named("error")
@RequestScoped
public class ErrorPage {

    /** Of a request that the database gave up because it took too long. */
    static final String TOO_SLOW = ErrorPage.class.getName() + ".slow";

    private static final Set<Integer> TOLD = Set.of(400, 403, 404, 413, 503);
    private static final int THEIRS = 400;
    private static final int OURS = 500;

    @Inject
    private ExternalContext external;

    /** The status that is shown. */
    public int getStatus() {
        Map<String, Object> request = external.getRequestMap();
        return request.get(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? told(status) : OURS;
    }

    /** Which texts say it: those of the status, or of a reason that is known better. */
    public String getReason() {
        return external.getRequestMap().containsKey(TOO_SLOW) ? "slow" : String.valueOf(getStatus());
    }

    private static int told(int status) {
        if (TOLD.contains(status)) {
            return status;
        }
        return status >= 400 && status < 500 ? THEIRS : OURS;
    }
}
