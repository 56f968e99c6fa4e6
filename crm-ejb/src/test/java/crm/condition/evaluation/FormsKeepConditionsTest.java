package crm.condition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.condition.form.FormNode;
import crm.condition.form.FormRow;
import crm.condition.form.FormTree;
import crm.condition.form.NodeKind;
import crm.condition.language.DefinitionReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever can be said in JSON can be put together by hand, and says the same afterwards. */
class FormsKeepConditionsTest {

    private static final int CASES = 20_000;
    private static final List<NodeKind> GROUPS = List.of(NodeKind.ALL, NodeKind.ANY, NodeKind.NOT, NodeKind.AT_LEAST);
    private static final List<FormTree.Where> PLACES = List.of(FormTree.Where.values());
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static JsonNode again(JsonNode json) throws JsonProcessingException {
        // Twice: 10.0 is written as 10 once it was read.
        return JSON.readTree(JSON.readTree(json.toString()).toString());
    }

    @Test
    void randomConditionsSurviveTheTree() throws JsonProcessingException {
        Set<NodeKind> seen = EnumSet.noneOf(NodeKind.class);
        for (long seed = 0; seed < CASES; seed++) {
            JsonNode where = again(new RandomCase(seed).where);
            FormTree tree = new FormTree(where);
            assertThat(again(tree.json())).as("seed " + seed).isEqualTo(where);
            assertThat(again(new FormTree(tree.json()).json())).isEqualTo(where);
            tree.rows("").forEach(row -> seen.add(row.node().getKind()));
            for (FormRow row : tree.rows("")) {
                assertThat(again(where.at(row.pointer())))
                        .as("what its pointer points to, seed " + seed)
                        .isEqualTo(again(tree.json(row.node())));
            }
        }
        assertThat(seen).contains(NodeKind.EVENT, NodeKind.SEQUENCE, NodeKind.NOT, NodeKind.AT_LEAST, NodeKind.TRAIT);
    }

    /** However nodes are moved about, what was whole stays a condition, with as many leaves as before. */
    @Test
    void movesLoseNothing() throws JsonProcessingException {
        Random random = new Random(5);
        for (long seed = 0; seed < 2_000; seed++) {
            FormTree tree = new FormTree(again(new RandomCase(seed).where));
            for (int i = 0; i < 10; i++) {
                long leaves = leaves(tree);
                move(tree, random);
                assertThat(leaves(tree)).as("seed " + seed).isEqualTo(leaves);
                assertThat(again(new FormTree(tree.json()).json())).isEqualTo(again(tree.json()));
            }
        }
    }

    private static long leaves(FormTree tree) {
        return tree.rows("").stream().filter(row -> !row.node().isGroup()).count();
    }

    private static void move(FormTree tree, Random random) {
        FormNode node = any(tree, random);
        switch (random.nextInt(7)) {
            case 0 -> tree.up(node);
            case 1 -> tree.down(node);
            case 2 -> tree.into(node);
            case 3 -> tree.negate(node);
            case 4 -> tree.wrap(node, NodeKind.ANY);
            case 5 -> tree.become(group(tree, node), GROUPS.get(random.nextInt(GROUPS.size())));
            default -> tree.move(node, any(tree, random), PLACES.get(random.nextInt(PLACES.size())));
        }
    }

    private static FormNode group(FormTree tree, FormNode node) {
        return node.isGroup() ? node : tree.wrap(node, NodeKind.ALL);
    }

    private static FormNode any(FormTree tree, Random random) {
        var rows = tree.rows("");
        return rows.get(random.nextInt(rows.size())).node();
    }

    /** A new condition of each kind says where what is missing belongs. */
    @Test
    void whatIsIncompleteIsToldAtItsNode() {
        for (NodeKind kind : NodeKind.values()) {
            FormTree tree = new FormTree();
            FormNode node = tree.add(tree.root(), kind);
            assertThat(new DefinitionReader(RandomCase.VOCABULARY)
                            .condition(tree.json(), "/where")
                            .problems())
                    .as(kind.word())
                    .allMatch(problem -> problem.pointer().startsWith("/where/all/0"));
            assertThat(tree.find(node.getId())).contains(node);
        }
    }
}
