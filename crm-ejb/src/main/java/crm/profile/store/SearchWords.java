package crm.profile.store;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody typed as patterns over {@code person.search}, where every word stands after a blank and Chinese also as
 * every two characters in a row. The trigram index answers a beginning of any length, a part from three characters on.
 *
 * @param folded all of it, as the stored text is
 * @param list the words of it
 * @param digits of a phone number, where it may be a part of one
 */
record SearchWords(String folded, List<String> list, Optional<String> digits) {

    private static final int MOST = 8;
    private static final int SHORTEST_PART = 3;
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern NUMBER = Pattern.compile("[0-9+()./\\s-]*");
    private static final Pattern NO_DIGITS = Pattern.compile("^0+|[^0-9]");

    static SearchWords of(String text) {
        String folded = fold(text).strip();
        List<String> words = Stream.of(folded.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .toList();
        return new SearchWords(
                folded, words, Optional.of(folded).filter(SearchWords::isNumber).map(SearchWords::digits));
    }

    // As search_folded of the database does it.
    private static String fold(String text) {
        String apart = ACCENTS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
        return Normalizer.normalize(apart, Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && digits(text).length() >= SHORTEST_PART;
    }

    /** As they stand in a number with its country code. */
    private static String digits(String text) {
        return NO_DIGITS.matcher(text.strip()).replaceAll("");
    }

    /** Who has a word for each that begins with it. */
    Condition beginnings() {
        Condition all = new Condition();
        list.forEach(word -> all.and("p.search like ?", "% " + escaped(word) + '%'));
        return list.isEmpty() ? all.and("false") : all;
    }

    /** Who has each as a part, or all of it as a part of a phone number, however that was written. */
    Condition parts() {
        Condition all = new Condition();
        list.forEach(word -> all.and("p.search like ?", (isShort(word) ? "% " : "%") + escaped(word) + '%'));
        return digits.map(part -> all.or("p.search like ?", '%' + part + '%')).orElse(all);
    }

    /** Whether {@link #parts()} finds nobody whom {@link #beginnings()} does not find. */
    boolean haveNoParts() {
        return digits.isEmpty() && list.stream().allMatch(SearchWords::isShort);
    }

    private static boolean isShort(String word) {
        return word.codePointCount(0, word.length()) < SHORTEST_PART;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c -> (c == '\\' || c == '%' || c == '_' ? escaped.append('\\') : escaped).append((char) c));
        return escaped.toString();
    }
}
