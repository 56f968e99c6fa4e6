package crm.ingest.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The first of what a schema finds wrong: a small event can be wrong in hundreds of thousands of places, and each of the
 * library's errors is large.
 */
final class FirstErrors extends ArrayList<Error> {

    private static final long serialVersionUID = 1L;

    private final int most;

    private FirstErrors(int most) {
        this.most = most;
    }

    /** Ends the validation, as the library itself can end one only after the first error. */
    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough errors", null, false, false);
        }
    }

    static List<Error> of(Schema schema, JsonNode tree, int most) {
        FirstErrors errors = new FirstErrors(most);
        try {
            if (most > 0) {
                schema.validate(tree, context -> context.setErrors(errors));
            }
        } catch (Enough enough) {
            return errors;
        }
        return errors;
    }

    @Override
    public boolean add(Error error) {
        super.add(error);
        if (size() >= most) {
            throw new Enough();
        }
        return true;
    }
}
