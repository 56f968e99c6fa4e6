package crm.profile.store;

import static java.util.Objects.requireNonNull;

import crm.profile.entity.CustomerFilter;
import crm.profile.entity.CustomerSearch;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which customers are wanted, as SQL over {@code person p}, with {@code customer_figures f} and {@code customer_spend s}
 * where they are needed.
 *
 * @param exact who has the text as a whole id, e-mail address or phone number
 * @param now by the business clock
 * @param unknownGranted which consents are taken for granted while nothing was said
 */
public record CustomerSelection(
        CustomerSearch search, Collection<UUID> exact, Instant now, Predicate<String> unknownGranted) {

    /** By the tables of segments; in code segments know profiles, and not the other way round. */
    private static final String IN_SEGMENT = """
            exists (select from segment g join segment_member m on m.version_id = g.live_id
                     where g.key = ? and m.profile_id = p.profile_id)""";

    /** How somebody fits a text. */
    public enum Fit {
        /** Everybody; there is no text. */
        ALL,
        /** By a whole id, e-mail address or phone number. */
        WHOLE,
        /** Their name begins with all of it, but not {@link #WHOLE}. */
        NAME,
        /** Each word is the beginning of one of theirs, but none of those before. */
        BEGINNING,
        /** Each word is a part of what is known of them, but none of those before. */
        PART,
        /** Any of these. */
        ANYHOW;

        /** Whether words decide, of which nobody knows how common they are. */
        boolean isVague() {
            return this == BEGINNING || this == PART || this == ANYHOW;
        }
    }

    public CustomerSelection {
        requireNonNull(search, "search");
        requireNonNull(now, "now");
    }

    String tables() {
        CustomerFilter filter = search.filter();
        boolean figures = filter.orders().isPresent()
                || filter.lastSeen().isPresent()
                || filter.firstSeen().isPresent()
                || filter.channel().isPresent()
                || CustomerOrder.of(search).needsFigures();
        return "person p"
                + (figures ? " join customer_figures f on f.profile_id = p.profile_id" : "")
                + (filter.spend().isPresent() ? " join customer_spend s on s.profile_id = p.profile_id" : "");
    }

    /** Each customer that the tables have, once: whoever spent in several currencies has a row for each. */
    Condition everybody() {
        Condition everybody = new Condition().and("p.known");
        search.filter().spend().ifPresent(spend -> everybody.and("s.currency = ?", spend.currency()));
        return everybody;
    }

    Condition condition(Fit fit) {
        Condition condition = everybody();
        fit(condition, fit);
        filter(condition, search.filter());
        return condition;
    }

    private void fit(Condition condition, Fit fit) {
        SearchWords words = SearchWords.of(search.sought());
        switch (fit) {
            case ALL -> {}
            case WHOLE -> condition.and(whole());
            case NAME -> notWhole(condition.and(name(words)));
            case BEGINNING -> notWhole(condition.and(words.beginnings()).andNot(name(words)));
            case PART ->
                notWhole(condition.and(words.parts()).andNot(words.beginnings()).andNot(name(words)));
            case ANYHOW ->
                condition.and(exact.isEmpty() ? words.parts() : words.parts().or(whole()));
        }
    }

    /** Whether anybody can fit in this way and in none that comes before it. */
    public boolean isPossible(Fit fit) {
        return switch (fit) {
            case WHOLE -> !exact.isEmpty();
            case PART -> !SearchWords.of(search.sought()).haveNoParts();
            case ALL, NAME, BEGINNING, ANYHOW -> true;
        };
    }

    // A range of the index that the list is sorted by; U+FFFF sorts behind everything.
    private Condition name(SearchWords words) {
        String name = CustomerOrder.name(search);
        return new Condition().and(name + " >= ?", words.folded()).and(name + " < ?", words.folded() + '\uffff');
    }

    private Condition whole() {
        return new Condition().and("p.profile_id = any (?)", (Object) exact.toArray(UUID[]::new));
    }

    private void notWhole(Condition condition) {
        if (!exact.isEmpty()) {
            condition.andNot(whole());
        }
    }

    private void filter(Condition condition, CustomerFilter filter) {
        filter.country().ifPresent(country -> condition.and("p.country = ?", country));
        filter.email().ifPresent(known -> condition.and(known ? "p.email is not null" : "p.email is null"));
        filter.phone().ifPresent(known -> condition.and(known ? "p.phone is not null" : "p.phone is null"));
        filter.consent()
                .ifPresent(consent -> condition.and(
                        "coalesce(p.consents -> ? ->> 0, ?) = ?",
                        consent.purpose(),
                        String.valueOf(unknownGranted.test(consent.purpose())),
                        String.valueOf(consent.granted())));
        filter.channel().ifPresent(channel -> condition.and("f.channel = ?", channel));
        filter.orders().ifPresent(orders -> {
            orders.min().ifPresent(min -> condition.and("f.orders >= ?", min));
            orders.max().ifPresent(max -> condition.and("f.orders <= ?", max));
        });
        filter.spend().ifPresent(spend -> {
            spend.min().ifPresent(min -> condition.and("s.net >= ?", min));
            spend.max().ifPresent(max -> condition.and("s.net <= ?", max));
        });
        filter.segment().ifPresent(key -> condition.and(IN_SEGMENT, key));
        times(condition, filter);
    }

    private void times(Condition condition, CustomerFilter filter) {
        filter.lastSeen().ifPresent(ago -> {
            ago.within().ifPresent(within -> condition.and("f.last_seen_at >= ?", now.minus(within)));
            ago.olderThan().ifPresent(older -> condition.and("f.last_seen_at < ?", now.minus(older)));
        });
        filter.firstSeen().ifPresent(period -> {
            period.since().ifPresent(since -> condition.and("f.first_seen_at >= ?", since));
            period.before().ifPresent(before -> condition.and("f.first_seen_at < ?", before));
        });
    }
}
