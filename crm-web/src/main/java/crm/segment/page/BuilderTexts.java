package crm.segment.page;

import crm.condition.language.Problem;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says what is wrong with a condition as the page says it. */
record BuilderTexts(ResourceBundle texts, Locale locale) {

    String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** A problem of the condition at a pointer. */
    BuilderRow.Fault fault(Problem problem, String pointer) {
        String inside = problem.pointer()
                .substring(Math.min(pointer.length(), problem.pointer().length()));
        String code = "builder.problem." + problem.code();
        return new BuilderRow.Fault(
                field(inside), texts.containsKey(code) ? texts.getString(code) : problem.code(), problem.detail());
    }

    /** Filter 2, value: from {@code /event/where/1/value}. */
    private String field(String inside) {
        List<String> words = new ArrayList<>();
        String[] names = inside.split("/", -1);
        for (int i = 1; i < names.length; i++) {
            boolean list = names[i].equals("where") || names[i].equals("steps");
            if (list && i + 1 < names.length) {
                words.add(text("builder.nth." + names[i], Integer.parseInt(names[++i]) + 1));
            } else if (texts.containsKey("builder.field." + names[i])) {
                words.add(texts.getString("builder.field." + names[i]));
            }
        }
        return String.join(", ", words);
    }
}
