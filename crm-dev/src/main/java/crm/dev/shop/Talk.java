package crm.dev.shop;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people ask, answer and write, in English and in Chinese. */
final class Talk {

    private static final Map<String, Talk> BY_LANGUAGE = Map.of("en", new Talk("en"), "zh", new Talk("zh"));

    /** What a consultation is about. */
    enum Subject {
        WHERE_IS_MY_ORDER(34),
        REFUND(18),
        PRODUCT(24),
        COMPLAINT(12),
        INVOICE(12);

        private final double percent;

        Subject(double percent) {
            this.percent = percent;
        }

        static Subject any(Dice dice) {
            List<Subject> all = List.of(values());
            return dice.weighted(all, all.stream().map(s -> s.percent).toList());
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Resource words;

    private Talk(String language) {
        words = Resource.properties("talk/" + language + ".properties");
    }

    static Talk in(Market market) {
        return BY_LANGUAGE.get(market.writtenLanguage());
    }

    String title(Subject subject) {
        return words.text(subject.key() + ".subject");
    }

    String question(Dice dice, Subject subject, String order, String product) {
        return any(dice, subject.key() + ".questions")
                .replace("{order}", order)
                .replace("{product}", product)
                .replace("  ", " ");
    }

    String answer(Dice dice, Subject subject) {
        return any(dice, subject.key() + ".answers");
    }

    String thanks(Dice dice) {
        return any(dice, "thanks");
    }

    String review(Dice dice) {
        return any(dice, "reviews");
    }

    List<String> searches() {
        return words.words("searches");
    }

    private String any(Dice dice, String key) {
        return dice.any(words.sentences(key));
    }
}
