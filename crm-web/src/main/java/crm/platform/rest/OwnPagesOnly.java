package crm.platform.rest;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Refuses what a page of another site makes a browser send: the browser may know a password for the API, and some acts
 * here need no body that only a script could write. Programs do not send the header and are not concerned.
 */
@Provider
@PreMatching
public class OwnPagesOnly implements ContainerRequestFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    @Override
    public void filter(ContainerRequestContext request) {
        String origin = request.getHeaderString("Sec-Fetch-Site");
        if (origin != null && FOREIGN.contains(origin) && !READING.contains(request.getMethod())) {
            throw new Refusal(Problem.of(403, "A page of another site may change nothing here."));
        }
    }
}
