package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;

/** When a value is looked at, and which events the steps of a sequence before have found. */
final class Scene {

    private final long at;
    private final JsonNode[] found;

    Scene(long at, int steps) {
        this.at = at;
        this.found = new JsonNode[steps];
        Arrays.fill(found, MissingNode.getInstance());
    }

    static Scene at(long at) {
        return new Scene(at, 0);
    }

    long at() {
        return at;
    }

    void found(int step, JsonNode data) {
        found[step] = data;
    }

    JsonNode found(int step) {
        return found[step];
    }
}
