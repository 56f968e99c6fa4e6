package crm.platform.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Entity tags: version numbers, with a mark for each other form of the same thing. */
public final class Tags {

    private Tags() {}

    public static EntityTag of(long version, String... forms) {
        return new EntityTag(version + String.join("", List.of(forms)));
    }

    /** 304 or 412 where the request's conditions say so. */
    public static Optional<Response> unmet(Request request, EntityTag tag) {
        return Optional.ofNullable(request.evaluatePreconditions(tag)).map(unmet -> unmet(unmet, tag));
    }

    /** 412 where something must be there and is not. */
    public static Optional<Response> unmet(Request request) {
        return Optional.ofNullable(request.evaluatePreconditions()).map(unmet -> changed());
    }

    private static Response unmet(Response.ResponseBuilder found, EntityTag tag) {
        Response response = found.tag(tag).build();
        return response.getStatus() == 412 ? changed() : response;
    }

    private static Response changed() {
        return Problem.of(412, "It is not the version that the header If-Match or If-None-Match names; read it again.")
                .response();
    }
}
