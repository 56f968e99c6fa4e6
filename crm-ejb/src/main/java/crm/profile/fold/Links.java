package crm.profile.fold;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.profile.entity.ProfileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whom visitors turned out to be. What a visitor did at an instant belongs to the customer of the latest identification
 * at or before it, else of the first later one; until there is one, to a profile of its own. Not thread-safe.
 */
public final class Links {

    private final Map<Identity, NavigableMap<Stamp, ProfileId>> byVisitor = new HashMap<>();

    /** An event at {@code stamp} said that the visitor is the customer. */
    public record Link(Identity visitor, Stamp stamp, ProfileId customer) {}

    public void add(Link link) {
        byVisitor.computeIfAbsent(link.visitor(), visitor -> new TreeMap<>()).put(link.stamp(), link.customer());
    }

    /** When a visitor did what an identification gives to another owner: from an instant to before another. */
    public record Period(Identity visitor, Instant from, Instant to) {}

    /**
     * Takes an identification; says in which period the visitor's doings change their owner by it, if in any: from it to
     * the next one, and all that was before if it is the first.
     */
    public Optional<Period> learn(Link link) {
        Identity visitor = link.visitor();
        Instant time = link.stamp().time();
        ProfileId before = owner(visitor, Instant.MIN);
        ProfileId then = owner(visitor, time);
        add(link);
        boolean first = !before.equals(owner(visitor, Instant.MIN));
        if (!first && then.equals(owner(visitor, time))) {
            return Optional.empty();
        }
        return Optional.of(new Period(visitor, first ? Instant.MIN : time, next(visitor, time)));
    }

    /** Part of a period in which all that a visitor did has one owner. */
    public record Stretch(Identity visitor, Instant from, Instant to, ProfileId owner) {}

    /** A period by owner, as all that is known now says. */
    public List<Stretch> stretches(Period period) {
        List<Stretch> stretches = new ArrayList<>();
        Instant from = period.from();
        while (from.isBefore(period.to())) {
            Instant end = next(period.visitor(), from);
            Instant to = end.isBefore(period.to()) ? end : period.to();
            stretches.add(new Stretch(period.visitor(), from, to, owner(period.visitor(), from)));
            from = to;
        }
        return stretches;
    }

    private Instant next(Identity visitor, Instant time) {
        return byVisitor.get(visitor).keySet().stream()
                .map(Stamp::time)
                .filter(later -> later.isAfter(time))
                .findFirst()
                .orElse(Instant.MAX);
    }

    /** Whose it is what happened under an identity at an instant. */
    public ProfileId owner(Identity subject, Instant time) {
        NavigableMap<Stamp, ProfileId> links = byVisitor.get(subject);
        if (links == null) {
            return ProfileId.of(subject);
        }
        ProfileId owner = links.firstEntry().getValue();
        for (Map.Entry<Stamp, ProfileId> link : links.entrySet()) {
            if (link.getKey().time().isAfter(time)) {
                break;
            }
            owner = link.getValue();
        }
        return owner;
    }

    /** Whether the visitor turned out to be somebody. */
    public boolean knows(Identity visitor) {
        return byVisitor.containsKey(visitor);
    }

    /** Who the visitor is by the latest word. */
    public ProfileId latest(Identity visitor) {
        return byVisitor.get(visitor).lastEntry().getValue();
    }

    /** All customers that any visitor turned out to be. */
    public Set<ProfileId> customers() {
        Set<ProfileId> customers = new TreeSet<>();
        byVisitor.values().forEach(links -> customers.addAll(links.values()));
        return customers;
    }
}
