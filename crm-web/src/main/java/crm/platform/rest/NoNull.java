package crm.platform.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Refuses addresses with U+0000, which no database text can hold: nothing here can have such a name. */
@Provider
@PreMatching
public class NoNull implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo address = request.getUriInfo();
        boolean inQuery = address.getQueryParameters().values().stream()
                .flatMap(List::stream)
                .anyMatch(NoNull::within);
        if (inQuery || within(address.getPath())) {
            throw new Refusal(Problem.of(400, "U+0000 stands in no address and no parameter here."));
        }
    }

    private static boolean within(String text) {
        return text.indexOf('\0') >= 0;
    }
}
