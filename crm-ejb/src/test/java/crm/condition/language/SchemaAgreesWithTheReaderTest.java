package crm.condition.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schema takes and refuses what the reader takes and refuses, but for what a schema cannot say. */
class SchemaAgreesWithTheReaderTest {

    /** Codes of what depends on values together, or on what is known elsewhere. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "out_of_range",
            "unknown_segment",
            "unknown_step",
            "too_deep",
            "too_many_nodes",
            "invalid_pattern",
            "cycle");

    private static final Schema SCHEMA = SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()))
            .getSchema(DefinitionSchema.text());

    private static final DefinitionReader READER =
            new DefinitionReader(Vocabulary.EMPTY.withSegments(Map.of("vip", Set.of())));

    private final Random random = new Random(11);

    @Test
    void takesAllExamplesOfTheReference() {
        for (JsonNode definition : ReferenceDocument.definitions()) {
            assertThat(SCHEMA.validate(definition)).as(definition.toString()).isEmpty();
            assertThat(READER.definition(definition).problems())
                    .as(definition.toString())
                    .isEmpty();
        }
    }

    /** Something taken away, added, or put in the place of something else, in all examples of the reference. */
    @Test
    void agreesOnExamplesThatWereDamaged() {
        List<JsonNode> definitions = ReferenceDocument.definitions();
        int refused = 0;
        for (int i = 0; i < 6_000; i++) {
            JsonNode damaged = definitions.get(i % definitions.size()).deepCopy();
            damage(damaged);
            List<Problem> problems = READER.definition(damaged).problems();
            boolean fits = SCHEMA.validate(damaged).isEmpty();
            if (problems.isEmpty()) {
                assertThat(fits).as("taken: " + damaged).isTrue();
            } else if (problems.stream().anyMatch(problem -> !BEYOND_A_SCHEMA.contains(problem.code()))) {
                boolean known = problems.stream().allMatch(SchemaAgreesWithTheReaderTest::isOfNamesElsewhere);
                assertThat(fits && !known).as(problems + " " + damaged).isFalse();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    /** Time zones, currencies, where a path begins, names used twice, whether two bounds are of one kind. */
    private static boolean isOfNamesElsewhere(Problem problem) {
        return BEYOND_A_SCHEMA.contains(problem.code())
                || problem.pointer().endsWith("/timezone")
                || problem.pointer().endsWith("/currency")
                || problem.pointer().endsWith("/trait")
                || problem.pointer().endsWith("/as")
                || problem.detail().equals("must be two numbers or two texts");
    }

    private void damage(JsonNode root) {
        List<JsonNode> places = new ArrayList<>();
        collect(root, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
            switch (random.nextInt(3)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(random.nextBoolean() ? "extra" : "value", something());
                default -> object.set(name, something());
            }
        } else if (place instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(something());
            } else {
                array.set(random.nextInt(array.size()), something());
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private JsonNode something() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> json.numberNode(5);
            case 1 -> json.textNode("");
            case 2 -> json.textNode("P1D");
            case 3 -> json.textNode("2026-01-01");
            case 4 -> json.booleanNode(true);
            case 5 -> json.nullNode();
            case 6 -> json.objectNode();
            case 7 -> json.arrayNode();
            case 8 -> json.arrayNode().add(1).add(2);
            case 9 -> json.textNode("exists");
            case 10 -> json.numberNode(2.5);
            default -> json.textNode("word");
        };
    }
}
