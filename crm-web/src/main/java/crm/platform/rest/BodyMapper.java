package crm.platform.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A body that is no JSON or XML (400), or is not of the form that is asked for (422, with the place). */
@Provider
@Priority(1)
public class BodyMapper implements ExceptionMapper<JsonProcessingException> {

    @Override
    public Response toResponse(JsonProcessingException failure) {
        int refused = BodyRefused.causing(failure);
        if (refused != 0) {
            return BodyRefused.answer(refused);
        }
        boolean malformed = failure instanceof StreamReadException || failure.getCause() instanceof StreamReadException;
        return malformed || !(failure instanceof JsonMappingException wrong)
                ? Problem.of(400, malformed(failure)).response()
                : misshapen(wrong).problem().response();
    }

    /** Where, and not what: that may be personal. */
    private static String malformed(JsonProcessingException failure) {
        JsonLocation location = failure.getLocation();
        return location == null
                ? "The body is not well-formed."
                : "The body is not well-formed, says something twice or is too deep, at line " + location.getLineNr()
                        + ", column " + location.getColumnNr() + '.';
    }

    private static Refusal misshapen(JsonMappingException wrong) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : wrong.getPath()) {
            String name = step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return wrong instanceof UnrecognizedPropertyException
                ? Refusal.field(pointer.toString(), "unknown_field", "This field is not known here.")
                : Refusal.field(pointer.toString(), "wrong_type", "The value is not of the type that is asked for.");
    }
}
