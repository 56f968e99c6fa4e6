package crm.profile.page;

import java.time.Instant;
import java.util.List;

/** An event as people read it. */
public record Happening(String type, Instant time, String source, List<Fact> facts) {}
