package crm.profile.service;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of fields that say who a person is, and what is left of them. */
enum PersonalField {
    NAME,
    EMAIL,
    OTHER;

    private static final Set<String> NAMES = Set.of(
            "name",
            "firstname",
            "lastname",
            "middlename",
            "fullname",
            "givenname",
            "familyname",
            "surname",
            "nickname",
            "displayname",
            "username");
    private static final Set<String> EMAILS = Set.of("email", "emailaddress", "mail");
    private static final Set<String> OTHERS = Set.of(
            "phone",
            "phonenumber",
            "telephone",
            "mobile",
            "birthday",
            "birthdate",
            "dateofbirth",
            "street",
            "streetaddress",
            "addressline1",
            "addressline2",
            "text",
            "subject",
            "body",
            "message",
            "comment",
            "comments",
            "note",
            "notes",
            "review");
    // These have a name that is nobody's: a company, a product, the segment of an RFM analysis.
    private static final Set<String> THINGS =
            Set.of("company", "campaign", "product", "products", "category", "brand", "rfm", "segment", "store");
    private static final String REST = "***";

    /**
     * What kind of field this is.
     *
     * @param parent name of the field that the object is in
     * @param siblings the fields of the object
     */
    static Optional<PersonalField> of(String name, String parent, Map<?, ?> siblings) {
        String plain = plain(name);
        if (NAMES.contains(plain)) {
            boolean thing =
                    plain.equals("name") && (THINGS.contains(plain(parent)) || siblings.containsKey("product_id"));
            return thing ? Optional.empty() : Optional.of(NAME);
        }
        if (EMAILS.contains(plain)) {
            return Optional.of(EMAIL);
        }
        boolean addressLine = plain.equals("address") && siblings.get(name) instanceof String;
        return OTHERS.contains(plain) || addressLine ? Optional.of(OTHER) : Optional.empty();
    }

    static Optional<PersonalField> ofNamespace(String namespace) {
        String plain = plain(namespace);
        if (EMAILS.contains(plain)) {
            return Optional.of(EMAIL);
        }
        return OTHERS.contains(plain) ? Optional.of(OTHER) : Optional.empty();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    String mask(String value) {
        return switch (this) {
            case NAME -> first(value);
            case EMAIL -> email(value);
            case OTHER -> REST;
        };
    }

    private static String email(String value) {
        int at = value.lastIndexOf('@');
        return at < 1 ? first(value) : first(value.substring(0, at)) + '@' + first(value.substring(at + 1));
    }

    private static String first(String value) {
        return value.isEmpty() ? REST : value.substring(0, value.offsetByCodePoints(0, 1)) + REST;
    }
}
