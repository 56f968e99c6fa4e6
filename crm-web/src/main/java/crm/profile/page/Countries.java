package crm.profile.page;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Countries in the language of the reader, however the events named them: by code or by their English name. */
final class Countries {

    private static final Map<String, String> CODES = Arrays.stream(Locale.getISOCountries())
            .collect(Collectors.toMap(
                    code -> new Locale("", code)
                            .getDisplayCountry(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    code -> code,
                    (one, other) -> one));
    private static final Map<String, String> ALSO =
            Map.of("uk", "GB", "usa", "US", "eire", "IE", "czech republic", "CZ", "turkey", "TR");

    private final Locale locale;

    Countries(Locale locale) {
        this.locale = locale;
    }

    /** What a reader calls it; as it is where it is no country that is known. */
    String name(String country) {
        String folded = country.toLowerCase(Locale.ROOT);
        String code = CODES.getOrDefault(folded, ALSO.getOrDefault(folded, country));
        boolean known = code.length() == 2 && CODES.containsValue(code.toUpperCase(Locale.ROOT));
        return known ? new Locale("", code).getDisplayCountry(locale) : country;
    }

    /** In the order of their names. */
    List<String> sorted(List<String> countries) {
        return countries.stream()
                .sorted(Comparator.comparing(this::name, Collator.getInstance(locale)))
                .toList();
    }
}
