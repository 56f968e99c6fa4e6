package crm.condition.form;

/**
 * A condition in the order in which a tree is read.
 *
 * @param number such as {@code 2.1}, empty for the outermost
 * @param pointer JSON Pointer to it
 */
public record FormRow(FormNode node, int depth, String number, String pointer, boolean first, boolean last) {}
