package crm.profile.page;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A text that is searched for in events as they are shown: every word of it must be somewhere, in whatever case. */
final class TimelineText {

    private final List<String> words;

    TimelineText(String text) {
        this.words = Stream.of(plain(text).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean isIn(Happening event) {
        StringBuilder shown = new StringBuilder(event.title())
                .append('\n')
                .append(event.type())
                .append('\n');
        shown.append(event.source()).append('\n');
        Stream.of(event.facts(), event.rest()).flatMap(List::stream).forEach(fact -> {
            shown.append(fact.text()).append('\n');
            fact.entries().forEach(entry -> shown.append(entry).append('\n'));
        });
        String text = plain(shown.toString());
        return words.stream().allMatch(text::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
