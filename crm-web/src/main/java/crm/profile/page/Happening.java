package crm.profile.page;

import java.time.Instant;
import java.util.List;

/**
 * An event as people read it.
 *
 * @param title its type in words, or its name where it has none
 * @param facts what tells most
 * @param rest what else it says
 * @param anchor under which the page shows it
 * @param icon of its family
 */
public record Happening(
        String type,
        String title,
        Instant time,
        String source,
        List<Fact> facts,
        List<Fact> rest,
        String anchor,
        String icon) {}
