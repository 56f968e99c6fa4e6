package crm.profile.page;

import java.util.Locale;

/** What stands in the circle beside a name: the first letters of the first and last word, of Chinese the first sign. */
final class Initials {

    private Initials() {}

    static String of(String name) {
        String[] words = name.strip().split("[\\s·]+", -1);
        if (words.length == 0 || words[0].isEmpty()) {
            return "";
        }
        String first = first(words[0]);
        boolean chinese = Character.isIdeographic(first.codePointAt(0));
        return chinese || words.length == 1
                ? first.toUpperCase(Locale.ROOT)
                : (first + first(words[words.length - 1])).toUpperCase(Locale.ROOT);
    }

    private static String first(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1));
    }
}
