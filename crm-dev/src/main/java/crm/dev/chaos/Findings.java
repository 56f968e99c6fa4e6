package crm.dev.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is not as it must be: how often, and the first few of each kind. */
public final class Findings {

    private static final int EXAMPLES = 5;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, List<String>> examples = new TreeMap<>();

    void add(String kind, String example) {
        counts.merge(kind, 1L, Long::sum);
        List<String> some = examples.computeIfAbsent(kind, none -> new ArrayList<>());
        if (some.size() < EXAMPLES) {
            some.add(example);
        }
    }

    /** Notes it if the two are not the same. */
    void compare(String kind, String of, Object expected, Object found) {
        if (!expected.equals(found)) {
            add(kind, of + " is " + found + ", not " + expected);
        }
    }

    public boolean none() {
        return counts.isEmpty();
    }

    /** In words, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        counts.forEach((kind, count) -> {
            lines.add(count + " × " + kind);
            examples.get(kind).forEach(example -> lines.add("    " + example));
        });
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
