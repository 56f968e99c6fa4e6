package crm.privacy.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one mark of what is personal: the kinds of fields that say who or where a person is, by their names, however deep
 * they are nested and however they are spelled ({@code first_name}, {@code firstName}). Masking, sealing of what is stored,
 * and all else that treats personal values with care follow from it. What a field is called decides, not what stands in
 * it; everything below such a field is personal too.
 */
public enum PersonalField {
    NAME,
    EMAIL,
    OTHER;

    private static final Set<String> NAMES = Set.of(
            "name",
            "firstname",
            "lastname",
            "middlename",
            "maidenname",
            "fullname",
            "givenname",
            "familyname",
            "surname",
            "nickname",
            "displayname",
            "username",
            "contactname",
            "customername",
            "recipientname",
            "cardholder",
            "cardholdername");
    private static final Set<String> EMAILS = Set.of("email", "emailaddress", "mail");
    private static final Set<String> OTHERS = Set.of(
            "phone",
            "phonenumber",
            "telephone",
            "mobile",
            "mobilenumber",
            "mobilephone",
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
            "query",
            "note",
            "notes",
            "review",
            "ip",
            "ipaddress",
            "cardfingerprint",
            "deviceid",
            "devicefingerprint",
            "latitude",
            "longitude");
    /**
     * Words that mark every name which begins or ends with one, of several or numbered, too ({@code contact_email},
     * {@code phones}, {@code address1}).
     */
    private static final List<String> WORDS = List.of("email", "phone", "address");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+$");
    private static final String PLAIN_NAME = "name";
    private static final String ADDRESS = "address";
    // These have a name that is nobody's: a company, a product, the segment of an RFM analysis.
    private static final Set<String> THINGS =
            Set.of("company", "campaign", "product", "products", "category", "brand", "rfm", "segment", "store");

    /** A field of objects that are things, whose {@code name} is nobody's. */
    public static final String PRODUCT_ID = "product_id";

    private static final String REST = "***";

    /**
     * What kind of field this is.
     *
     * @param parent name of the field that the object is in
     * @param siblings the fields of the object
     */
    public static Optional<PersonalField> of(String name, String parent, Map<?, ?> siblings) {
        String plain = plain(name);
        Object value = siblings.get(name);
        boolean ofAThing = plain.equals(PLAIN_NAME) && (isThing(parent) || siblings.containsKey(PRODUCT_ID));
        boolean structured = mayBeStructured(plain) && value instanceof Map;
        boolean nobodys = ofAThing || structured || value instanceof Boolean;
        return nobodys ? Optional.empty() : kind(plain);
    }

    /** What kind of value a name of this namespace is. */
    public static Optional<PersonalField> ofNamespace(String namespace) {
        return kind(plain(namespace)).filter(kind -> kind != NAME);
    }

    /** By names as {@link #plain} writes them, without those that a word in them marks. */
    public static Map<String, PersonalField> all() {
        return Names.KINDS;
    }

    /** Whether fields of this plain name are personal; a name of a thing and an address of several fields are among them. */
    public static boolean isMarked(String plain) {
        return kind(plain).isPresent();
    }

    private static Optional<PersonalField> kind(String plain) {
        PersonalField known = all().get(plain);
        return known != null ? Optional.of(known) : word(plain).map(word -> all().get(word));
    }

    private static Optional<String> word(String plain) {
        String stem = NUMBER.matcher(plain).replaceFirst("");
        return WORDS.stream()
                .filter(word -> plain.startsWith(word) || stem.endsWith(word) || stem.endsWith(plural(word)))
                .findFirst();
    }

    private static String plural(String word) {
        return word.endsWith("s") ? word + "es" : word + 's';
    }

    /** Whether what stands in a field of this name is no person, so that its {@code name} is not personal. */
    public static boolean isThing(String name) {
        return THINGS.contains(plain(name));
    }

    /** Whether a field's mark depends on what it is a field of; by its plain name. */
    public static boolean mayBeOfAThing(String plain) {
        return plain.equals(PLAIN_NAME);
    }

    /** Whether a field is not personal where it is an object, of which each field counts by itself; by its plain name. */
    public static boolean mayBeStructured(String plain) {
        return plain.equals(ADDRESS)
                || (!all().containsKey(plain)
                        && word(plain).filter(ADDRESS::equals).isPresent());
    }

    /** A name without what spelling adds to it. */
    public static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** What those see who may not know who it is. */
    public String mask(String value) {
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

    /** Built after the constants of the enum. */
    private static final class Names {

        private static final Map<String, PersonalField> KINDS = kinds();

        private static Map<String, PersonalField> kinds() {
            Map<String, PersonalField> kinds = new HashMap<>();
            NAMES.forEach(name -> kinds.put(name, NAME));
            EMAILS.forEach(name -> kinds.put(name, EMAIL));
            OTHERS.forEach(name -> kinds.put(name, OTHER));
            kinds.put(ADDRESS, OTHER);
            return Map.copyOf(kinds);
        }
    }
}
