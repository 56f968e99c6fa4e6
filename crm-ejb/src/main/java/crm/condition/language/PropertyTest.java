package crm.condition.language;

import static java.util.Objects.requireNonNull;

/** One item of a {@code where}: a property of the data and how it must compare. */
public record PropertyTest(PropertyPath property, Comparison is) {

    public PropertyTest {
        requireNonNull(property, "property");
        requireNonNull(is, "is");
    }
}
