package crm.profile.page;

import java.util.List;

/**
 * A field of a customer or event as people read it.
 *
 * @param entries those of a list of things, such as the products of an order; the text then says how many
 */
public record Fact(String label, String text, List<String> entries) {

    Fact(String label, String text) {
        this(label, text, List.of());
    }
}
