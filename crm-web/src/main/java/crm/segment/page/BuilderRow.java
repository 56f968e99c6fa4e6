package crm.segment.page;

import crm.condition.form.FormNode;
import crm.condition.form.FormRow;
import crm.condition.form.NodeKind;
import java.util.List;

/**
 * A condition as the builder shows it.
 *
 * @param words what it says, empty while it is not complete
 * @param faults what is wrong with it, in words
 * @param hints what may be meant otherwise
 * @param open whether it is being filled in
 */
public record BuilderRow(FormRow row, String words, List<Fault> faults, List<Fault> hints, boolean open) {

    /**
     * Something that is wrong with a condition.
     *
     * @param field where in it, in words
     * @param text what, in the language of the page
     * @param detail what to do, in English
     */
    public record Fault(String field, String text, String detail) {}

    public FormNode getNode() {
        return row.node();
    }

    public int getId() {
        return row.node().getId();
    }

    public String getKind() {
        return row.node().getKind().word();
    }

    public boolean isGroup() {
        return row.node().isGroup();
    }

    public int getDepth() {
        return row.depth();
    }

    public String getNumber() {
        return row.number();
    }

    public boolean isOutermost() {
        return row.depth() == 0;
    }

    /** Whether nothing is in it. */
    public boolean isHollow() {
        return row.node().isGroup() && row.node().getParts().isEmpty();
    }

    public boolean isNegation() {
        return row.node().getKind() == NodeKind.NOT;
    }

    public String getWords() {
        return words;
    }

    public List<Fault> getFaults() {
        return faults;
    }

    public List<Fault> getHints() {
        return hints;
    }

    public boolean isOpen() {
        return open;
    }
}
