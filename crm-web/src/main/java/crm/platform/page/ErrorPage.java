package crm.platform.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
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

    /** The page that was asked for, to ask again where that may help; null where it would not. */
    public String getAgain() {
        Map<String, Object> request = external.getRequestMap();
        return getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        && request.get(RequestDispatcher.ERROR_REQUEST_URI) instanceof String page
                ? page + query(request.get(RequestDispatcher.FORWARD_QUERY_STRING))
                : null;
    }

    private static String query(Object query) {
        return query == null ? "" : "?" + query;
    }

    private static int told(int status) {
        if (TOLD.contains(status)) {
            return status;
        }
        return status >= 400 && status < 500 ? THEIRS : OURS;
    }
}
