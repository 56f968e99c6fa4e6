package crm.profile.page;

import java.util.List;

/**
 * A value of a customer with what is behind it.
 *
 * @param entries those of a list of things
 * @param why how it came about, in words; empty where it speaks for itself
 * @param at the instant of the event that said it, as addresses have it; null where no single one did
 * @param anchor of that event
 */
public record Told(String label, String text, List<String> entries, String why, String at, String anchor) {

    Told(Fact fact, String why) {
        this(fact.label(), fact.text(), fact.entries(), why, null, null);
    }
}
