package crm.condition.language;

import java.util.List;

/**
 * Where a value stands in the data of an event or in a profile: names from the outside to the inside. Arrays on the way
 * have no name of their own, a path goes into each of their elements.
 */
public record PropertyPath(List<String> names) {

    public PropertyPath {
        names = List.copyOf(names);
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("a path has names");
        }
    }

    /**
     * Reads one.
     *
     * @param text names with dots between them, such as {@code products.category}
     */
    public static PropertyPath of(String text) {
        return new PropertyPath(List.of(text.split("\\.", -1)));
    }

    public static boolean isOne(String text) {
        return !text.isEmpty() && !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }

    public int size() {
        return names.size();
    }

    public String name(int index) {
        return names.get(index);
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
