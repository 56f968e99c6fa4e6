package crm.segment.page;

import crm.condition.form.FormTree;
import crm.condition.form.NodeKind;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What groups say of their parts, by their ids, as a form reads and writes it. */
final class GroupKinds extends AbstractMap<Integer, String> {

    private final FormTree tree;
    private final Map<Integer, String> wished;

    /** @param wished gets what shall change, which happens when all of the form was read */
    GroupKinds(FormTree tree, Map<Integer, String> wished) {
        this.tree = tree;
        this.wished = wished;
    }

    @Override
    public String get(Object id) {
        return tree.find((Integer) id).map(node -> node.getKind().word()).orElse(null);
    }

    @Override
    public String put(Integer id, String kind) {
        boolean another = tree.find(id)
                .filter(node -> node.isGroup() && !node.getKind().word().equals(kind))
                .isPresent();
        if (another && NodeKind.of(kind).isGroup()) {
            wished.put(id, kind);
        }
        return kind;
    }

    @Override
    public Set<Entry<Integer, String>> entrySet() {
        Map<Integer, String> all = new LinkedHashMap<>();
        tree.rows("")
                .forEach(row -> all.put(row.node().getId(), row.node().getKind().word()));
        return all.entrySet();
    }
}
