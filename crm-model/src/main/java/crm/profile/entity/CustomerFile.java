package crm.profile.entity;

import crm.ingest.entity.Stamp;
import crm.platform.entity.Page;
import java.util.List;
import java.util.SortedMap;

/**
 * All that there is to know of a customer on one page.
 *
 * @param origins by JSON Pointer of an attribute or of a trait that producers sent, which event said it last
 * @param consents every word on every purpose, newest first
 * @param notes the newest; none for those who read no notes
 */
public record CustomerFile(
        ProfileView profile,
        SortedMap<String, Stamp> origins,
        List<ConsentWord> consents,
        OrderCounts orders,
        List<SpendSum> sums,
        Activity activity,
        Page<Note> notes,
        TimelinePart timeline) {

    /** With another profile, notes and timeline in place of these. */
    public CustomerFile showing(ProfileView other, Page<Note> others, TimelinePart part) {
        return new CustomerFile(other, origins, consents, orders, sums, activity, others, part);
    }
}
