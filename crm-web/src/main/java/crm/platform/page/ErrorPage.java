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

    private static final Set<Integer> TOLD = Set.of(403, 404, 503);
    private static final int OTHERWISE = 500;

    @Inject
    private ExternalContext external;

    /** The status whose texts are shown. */
    public int getStatus() {
        Map<String, Object> request = external.getRequestMap();
        return request.get(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && TOLD.contains(status)
                ? status
                : OTHERWISE;
    }
}
