package crm.condition.language;

import static java.util.Objects.requireNonNull;

/** One item of a {@code where}: a property of the data and how it must compare. */
public record PropertyCheck(PropertyPath property, Comparison is) {

    public PropertyCheck {
        requireNonNull(property, "property");
        requireNonNull(is, "is");
    }
}
