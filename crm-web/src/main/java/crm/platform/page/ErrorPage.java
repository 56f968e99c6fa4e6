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

    private static final Set<Integer> TOLD = Set.of(400, 403, 404, 413, 503);
    private static final int THEIRS = 400;
    private static final int OURS = 500;

    @Inject
    private ExternalContext external;

    /** The status whose texts are shown. */
    public int getStatus() {
        Map<String, Object> request = external.getRequestMap();
        return request.get(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? told(status) : OURS;
    }

    private static int told(int status) {
        if (TOLD.contains(status)) {
            return status;
        }
        return status >= 400 && status < 500 ? THEIRS : OURS;
    }
}
