package crm.profile.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * An attribute that people change on a page.
 *
 * @param key its path, such as {@code address.city}
 * @param kind of the input
 */
public record EditableField(String key, String kind) {

    /** Fields that belong together. */
    public record Section(String name, List<EditableField> fields) {}

    /** In the order of the page. */
    static final List<Section> SECTIONS = List.of(
            section("person", "name", "first_name", "last_name", "birthday", "gender", "language"),
            section("contact", "email", "phone"),
            section(
                    "address",
                    "address.street",
                    "address.city",
                    "address.state",
                    "address.postal_code",
                    "address.country"),
            section("company", "company.name", "company.id"));

    private static Section section(String name, String... keys) {
        return new Section(
                name,
                Stream.of(keys).map(key -> new EditableField(key, kind(key))).toList());
    }

    private static String kind(String key) {
        return switch (key) {
            case "birthday" -> "date";
            case "phone" -> "tel";
            default -> "text";
        };
    }

    /** Of its input: Faces knows no id with a dot. */
    public String id() {
        return key.replace('.', '-');
    }

    static List<EditableField> all() {
        return SECTIONS.stream().flatMap(section -> section.fields().stream()).toList();
    }
}
