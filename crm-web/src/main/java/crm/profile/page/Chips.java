package crm.profile.page;

import crm.profile.entity.FilterWords;
import crm.profile.entity.Money;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** Says in words what a list is narrowed to. */
record Chips(ResourceBundle texts, Locale locale) {

    private static final String TEXT = "customers.chip.";

    List<Chip> of(Map<String, String> words) {
        return FilterWords.NAMES.stream()
                .filter(words::containsKey)
                .filter(name -> !isSaidByAnother(name, words))
                .map(name -> new Chip(name, text(name, words)))
                .toList();
    }

    // The amounts name their currency.
    private static boolean isSaidByAnother(String name, Map<String, String> words) {
        return name.equals(FilterWords.CURRENCY)
                && (words.containsKey(FilterWords.SPEND_MIN) || words.containsKey(FilterWords.SPEND_MAX));
    }

    private String text(String name, Map<String, String> words) {
        String word = words.get(name);
        return switch (name) {
            case FilterWords.EMAIL, FilterWords.PHONE, FilterWords.CONSENT -> texts.getString(TEXT + name + '.' + word);
            case FilterWords.COUNTRY -> say(name, new Countries(locale).name(word));
            case FilterWords.SPEND_MIN, FilterWords.SPEND_MAX ->
                say(name, new Wording(texts, locale).money(new Money(words.get(FilterWords.CURRENCY), word)));
            default -> say(name, word);
        };
    }

    private String say(String name, String word) {
        return new MessageFormat(texts.getString(TEXT + name), locale).format(new Object[] {word});
    }
}
