package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import crm.condition.language.PropertyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tests of a {@code where} as a tree by the names of their paths, so that all tests inside one array are asked of the same
 * element.
 */
final class Branch {

    private static final JsonNode MISSING = MissingNode.getInstance();

    private final List<ValueCheck> here = new ArrayList<>();
    private final Map<String, Branch> below = new LinkedHashMap<>();

    void add(PropertyPath path, ValueCheck test) {
        Branch branch = this;
        for (String name : path.names()) {
            branch = branch.below.computeIfAbsent(name, none -> new Branch());
        }
        branch.here.add(test);
    }

    boolean holds(JsonNode node, Scene scene) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (holds(node.get(i), scene)) {
                    return true;
                }
            }
            return false;
        }
        return holdHere(node, scene) && holdBelow(node, scene);
    }

    private boolean holdHere(JsonNode node, Scene scene) {
        if (!here.isEmpty() && !Values.isThere(node)) {
            return false;
        }
        for (ValueCheck test : here) {
            if (!test.holds(node, scene)) {
                return false;
            }
        }
        return true;
    }

    private boolean holdBelow(JsonNode node, Scene scene) {
        for (Map.Entry<String, Branch> entry : below.entrySet()) {
            JsonNode child = node.get(entry.getKey());
            if (!entry.getValue().holds(child == null ? MISSING : child, scene)) {
                return false;
            }
        }
        return true;
    }
}
