package crm.segment.cluster;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Names of groups by what stands out: in Chinese for Chinese locales, in English for all others. Immutable. */
public final class ClusterWords {

    private static final ResourceBundle.Control ENGLISH_ELSE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;

    public ClusterWords(Locale locale) {
        this.texts = ResourceBundle.getBundle("crm.segment.cluster.words", locale, ENGLISH_ELSE);
    }

    /**
     * What a group is called.
     *
     * @param words of {@link StandOut#word}; none for a group like all others
     */
    public String name(List<String> words) {
        return words.isEmpty()
                ? texts.getString("typical")
                : words.stream().map(texts::getString).collect(Collectors.joining(texts.getString("and")));
    }
}
