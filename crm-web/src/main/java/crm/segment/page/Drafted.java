package crm.segment.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.form.FormRow;
import crm.condition.language.Condition;
import crm.condition.language.ConditionWords;
import crm.condition.language.Definition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Problem;
import crm.condition.language.Reading;
import java.util.List;

/** What is put together at the moment, as it is understood. */
final class Drafted {

    private static final String WHERE = "/where";

    private final DefinitionReader reader;
    private final JsonNode document;
    private final ConditionWords words;
    private final Reading<Definition> reading;
    private final Reading<Condition> condition;

    Drafted(DefinitionReader reader, JsonNode document, ConditionWords words) {
        this.reader = reader;
        this.document = document;
        this.words = words;
        this.reading = reader.definition(document);
        this.condition = reader.condition(document.path("where"), WHERE);
    }

    List<Problem> problems() {
        return reading.problems();
    }

    List<Problem> hints() {
        return condition.hints();
    }

    /** Whether the condition can be asked, whatever it is called. */
    boolean isWhole() {
        return condition.value().isPresent();
    }

    /** What a part says, empty while it is not complete. */
    String words(String pointer) {
        Reading<Condition> part = pointer.equals(WHERE) ? condition : reader.condition(document.at(pointer), pointer);
        return part.value().map(words::of).orElse("");
    }

    /** What is asked of all profiles, as JSON. */
    String question(String key) {
        ObjectNode question = ((ObjectNode) document).objectNode();
        question.set("where", document.path("where"));
        question.set("timezone", document.path("timezone"));
        if (key != null) {
            question.put("key", key);
        }
        return question.toString();
    }

    /** Whether a problem is one of this condition, not of one inside it. */
    static boolean belongs(String problem, FormRow row, List<FormRow> all) {
        return within(problem, row.pointer())
                && all.stream()
                        .filter(other -> other.depth() == row.depth() + 1 && within(other.pointer(), row.pointer()))
                        .noneMatch(inside -> within(problem, inside.pointer()));
    }

    private static boolean within(String pointer, String outer) {
        return pointer.equals(outer) || pointer.startsWith(outer + "/");
    }
}
