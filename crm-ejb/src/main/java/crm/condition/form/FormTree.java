package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A condition as a tree that people change node by node: it may be incomplete at any time, and what is complete is exactly
 * one JSON. What cannot be done (moving a group into itself) is not done.
 */
public class FormTree implements Serializable {

    private static final long serialVersionUID = 1L;

    private int ids;
    private FormNode root;

    /** Everybody. */
    public FormTree() {
        root = new FormNode(ids++, NodeKind.ALL);
    }

    /** Of JSON as a {@link crm.condition.language.DefinitionReader} takes it, or as a tree wrote it. */
    public FormTree(JsonNode where) {
        root = new FormReading(() -> ids++).node(where);
    }

    public ObjectNode json() {
        return new FormWriting().node(root, "");
    }

    /** JSON of one node alone. */
    public ObjectNode json(FormNode node) {
        return new FormWriting().node(node, "");
    }

    public FormNode root() {
        return root;
    }

    /**
     * All, the outermost first.
     *
     * @param pointer to the outermost one
     */
    public List<FormRow> rows(String pointer) {
        FormWriting writing = new FormWriting();
        writing.node(root, pointer);
        List<FormRow> rows = new ArrayList<>();
        collect(new FormRow(root, 0, "", pointer, true, true), writing.pointers(), rows);
        return rows;
    }

    private static void collect(FormRow row, Map<Integer, String> pointers, List<FormRow> rows) {
        rows.add(row);
        List<FormNode> parts = row.node().getParts();
        for (int i = 0; i < parts.size(); i++) {
            FormNode part = parts.get(i);
            String number = row.number().isEmpty() ? "" + (i + 1) : row.number() + "." + (i + 1);
            collect(
                    new FormRow(
                            part,
                            row.depth() + 1,
                            number,
                            pointers.getOrDefault(part.getId(), ""),
                            i == 0,
                            i == parts.size() - 1),
                    pointers,
                    rows);
        }
    }

    public Optional<FormNode> find(int id) {
        return find(root, id);
    }

    private static Optional<FormNode> find(FormNode node, int id) {
        return node.getId() == id
                ? Optional.of(node)
                : node.getParts().stream()
                        .flatMap(part -> find(part, id).stream())
                        .findFirst();
    }

    private Optional<FormNode> above(FormNode node) {
        return above(root, node);
    }

    private static Optional<FormNode> above(FormNode from, FormNode node) {
        return from.getParts().contains(node)
                ? Optional.of(from)
                : from.getParts().stream()
                        .flatMap(part -> above(part, node).stream())
                        .findFirst();
    }

    /** A new condition at the end of a group; beside what is no group. */
    public FormNode add(FormNode to, NodeKind kind) {
        FormNode node = FormNode.blank(ids++, kind);
        FormNode group = to.isGroup() ? to : above(to).orElseGet(() -> wrap(to, NodeKind.ALL));
        insert(group, node, group.getParts().size());
        return node;
    }

    /** A group of one condition gets one inside when there is another. */
    private void insert(FormNode group, FormNode node, int at) {
        if (group.getKind() == NodeKind.NOT && !group.getParts().isEmpty()) {
            FormNode inner = wrap(group.getParts().get(0), NodeKind.ALL);
            inner.getParts().add(Math.min(at, inner.getParts().size()), node);
        } else {
            group.getParts().add(Math.min(at, group.getParts().size()), node);
        }
    }

    /** Puts a condition into a group of its own. */
    public FormNode wrap(FormNode node, NodeKind kind) {
        FormNode group = FormNode.blank(ids++, kind);
        replace(node, group);
        group.getParts().add(node);
        return group;
    }

    private void replace(FormNode node, FormNode by) {
        Optional<FormNode> above = above(node);
        if (above.isPresent()) {
            List<FormNode> parts = above.get().getParts();
            parts.set(parts.indexOf(node), by);
        } else {
            root = by;
        }
    }

    /** Says the opposite; of what says the opposite already, what it was. */
    public void negate(FormNode node) {
        boolean negated = node.getKind() == NodeKind.NOT && node.getParts().size() == 1;
        if (negated) {
            replace(node, node.getParts().get(0));
        } else {
            wrap(node, NodeKind.NOT);
        }
    }

    /** What a group says of its parts. */
    public void become(FormNode group, NodeKind kind) {
        if (kind == NodeKind.NOT && group.getParts().size() > 1) {
            FormNode inner = new FormNode(ids++, group.getKind());
            inner.getParts().addAll(group.getParts());
            group.getParts().clear();
            group.getParts().add(inner);
        }
        if (kind == NodeKind.AT_LEAST) {
            group.getWords().putIfAbsent("n", "1");
        }
        group.become(kind);
    }

    /** With all that is in it. Without the outermost one everybody is meant. */
    public void remove(FormNode node) {
        above(node)
                .ifPresentOrElse(
                        group -> group.getParts().remove(node), () -> root = new FormNode(ids++, NodeKind.ALL));
    }

    /** The same again, right behind it. */
    public FormNode copy(FormNode node) {
        FormNode copy = new FormReading(() -> ids++).node(json(node));
        FormNode group = above(node).orElseGet(() -> wrap(node, NodeKind.ALL));
        insert(group, copy, group.getParts().indexOf(node) + 1);
        return copy;
    }

    /** One place up; from the first place of a group to before the group. */
    public void up(FormNode node) {
        FormNode group = above(node).orElse(null);
        if (group == null) {
            return;
        }
        int at = group.getParts().indexOf(node);
        if (at > 0) {
            group.getParts().add(at - 1, group.getParts().remove(at));
        } else {
            move(node, group, Where.BEFORE);
        }
    }

    /** One place down; from the last place of a group to behind the group. */
    public void down(FormNode node) {
        FormNode group = above(node).orElse(null);
        if (group == null) {
            return;
        }
        int at = group.getParts().indexOf(node);
        if (at < group.getParts().size() - 1) {
            group.getParts().add(at + 1, group.getParts().remove(at));
        } else {
            move(node, group, Where.BEHIND);
        }
    }

    /** To the end of the group right before it, if there is one. */
    public void into(FormNode node) {
        above(node).ifPresent(group -> {
            int at = group.getParts().indexOf(node);
            if (at > 0 && group.getParts().get(at - 1).isGroup()) {
                move(node, group.getParts().get(at - 1), Where.INTO);
            }
        });
    }

    /** Where a condition goes. */
    public enum Where {
        BEFORE,
        BEHIND,
        INTO
    }

    /** Beside another one, or into a group; nothing goes beside the outermost or into itself. */
    public void move(FormNode node, FormNode target, Where where) {
        FormNode group =
                where == Where.INTO && target.isGroup() ? target : above(target).orElse(null);
        if (group == null || above(node).isEmpty() || find(node, group.getId()).isPresent() || node.equals(target)) {
            return;
        }
        above(node).ifPresent(before -> before.getParts().remove(node));
        int at = group.equals(target)
                ? group.getParts().size()
                : group.getParts().indexOf(target) + (where == Where.BEFORE ? 0 : 1);
        insert(group, node, at);
    }
}
