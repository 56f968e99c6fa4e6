package crm.dev.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Holds every profile and every event in the database against the oracle, some stories at a time, so that it needs little
 * memory however many there are.
 */
final class Audit {

    private static final int STORIES = 100;

    private final Stories stories;
    private final BitSet told;
    private final Tables tables;
    private final Findings findings;
    private final Optional<Published> published;
    private final Memberships memberships;
    private final BitSet stored;
    private final Map<String, BigDecimal> revenue = new TreeMap<>();
    private final Map<String, Long> orders = new TreeMap<>();
    private long profiles;
    private long people;

    /**
     * One that is yet to be made.
     *
     * @param told which events are in the topics
     * @param published the profiles' topic, where there is one
     */
    Audit(
            Stories stories,
            BitSet told,
            Tables tables,
            Optional<Published> published,
            Memberships memberships,
            Findings findings) {
        this.stories = stories;
        this.told = told;
        this.tables = tables;
        this.published = published;
        this.memberships = memberships;
        this.findings = findings;
        this.stored = new BitSet(stories.events());
    }

    void compare() throws SQLException {
        for (int number = 0; number < stories.count(); number += STORIES) {
            compare(number, Math.min(number + STORIES, stories.count()));
        }
        published.ifPresent(Published::compareRest);
        memberships.compareRest(tables);
        totals();
    }

    long profiles() {
        return profiles;
    }

    /** An event, and the profile that it must be of. */
    private record Expected(UUID owner, Told told) {}

    private void compare(int from, int to) throws SQLException {
        Map<UUID, Name> names = new HashMap<>();
        Map<UUID, Map<String, String>> expected = new HashMap<>();
        Map<String, Expected> events = new HashMap<>();
        Map<UUID, UUID> survivors = new HashMap<>();
        Map<UUID, Set<String>> members = new HashMap<>();
        for (int number = from; number < to; number++) {
            Oracle oracle = new Oracle(told(stories.get(number)));
            oracle.profiles().forEach((name, figures) -> {
                names.put(name.profile(), name);
                expected.put(name.profile(), figures);
            });
            oracle.survivors().forEach((visitor, somebody) -> {
                survivors.put(visitor.profile(), somebody.profile());
                members.put(visitor.profile(), Set.of());
            });
            oracle.timelines().forEach((name, own) -> {
                own.forEach(event -> events.put(event.stamp().id(), new Expected(name.profile(), event)));
                members.put(name.profile(), LiveSegment.of(own, expected.get(name.profile())));
            });
            oracle.sales().forEach(this::sold);
            people += oracle.people();
        }
        profiles += expected.size();
        memberships.compare(members, tables);
        compareProfiles(expected, tables.profiles(expected.keySet()), names);
        compareSurvivors(survivors, tables.survivors(survivors.keySet()));
        Set<UUID> all = new HashSet<>(expected.keySet());
        all.addAll(survivors.keySet());
        tables.events(all, event -> compare(event, events.get(event.stamp().id())));
    }

    private List<Told> told(Story story) {
        List<Told> all = new ArrayList<>();
        for (Told event : story.told()) {
            if (told.get(stories.indexOf(event.stamp().id()))) {
                all.add(event);
            } else {
                findings.add("event that is in no topic", event.stamp().id());
            }
        }
        return all;
    }

    private void sold(String dayAndCurrency, String ordersAndNet) {
        int blank = ordersAndNet.indexOf(' ');
        orders.merge(dayAndCurrency, Long.valueOf(ordersAndNet.substring(0, blank)), Long::sum);
        revenue.merge(dayAndCurrency, new BigDecimal(ordersAndNet.substring(blank + 1)), BigDecimal::add);
    }

    private void compareProfiles(
            Map<UUID, Map<String, String>> expected, Map<UUID, Map<String, String>> found, Map<UUID, Name> names) {
        expected.forEach((id, figures) -> {
            Map<String, String> own = found.get(id);
            if (own == null) {
                findings.add("profile that is missing", names.get(id).toString());
                return;
            }
            published.ifPresent(topic -> topic.compare(id, figures, own));
            figures.forEach((figure, value) ->
                    findings.compare("profile's " + figure, names.get(id).toString(), value, own.get(figure)));
        });
    }

    private void compareSurvivors(Map<UUID, UUID> expected, Map<UUID, UUID> found) {
        expected.forEach((visitor, somebody) ->
                findings.compare("profile's survivor", visitor.toString(), somebody, found.get(visitor)));
    }

    private void compare(Tables.StoredEvent found, Expected expected) {
        String id = found.stamp().id();
        if (expected == null) {
            findings.add("event that nobody told", found.stamp().toString());
            return;
        }
        int index = stories.indexOf(id);
        if (stored.get(index)) {
            findings.add("event that is doubled", found.stamp().toString());
        }
        stored.set(index);
        Told told = expected.told();
        findings.compare("event's profile", id, expected.owner(), found.profile());
        findings.compare("event's time and source", id, told.stamp(), found.stamp());
        findings.compare("event's type", id, told.type(), found.type());
        if (!found.data().equals(told.kept()) && !isSealed(Tables.read(told.kept()), Tables.read(found.data()))) {
            findings.add("event's data", id + " is " + found.data() + ", not " + told.kept());
        }
    }

    /** Whether the two say the same, but for texts that stand sealed in the database. */
    private static boolean isSealed(JsonNode told, JsonNode found) {
        if (found.isTextual() && found.textValue().startsWith("v1.")) {
            return true;
        } else if (told.isObject() && found.isObject() && told.size() == found.size()) {
            return told.properties().stream().allMatch(field -> isSealed(field.getValue(), found.path(field.getKey())));
        } else if (told.isArray() && found.isArray() && told.size() == found.size()) {
            for (int i = 0; i < told.size(); i++) {
                if (!isSealed(told.get(i), found.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return told.equals(found);
    }

    private void totals() throws SQLException {
        for (int missing = told.nextSetBit(0); missing >= 0; missing = told.nextSetBit(missing + 1)) {
            if (!stored.get(missing)) {
                findings.add("event that is lost", "number " + missing);
            }
        }
        long all = told.cardinality();
        findings.compare("total", "events", all, tables.number("select count(*) from event"));
        findings.compare("total", "profiles", profiles, tables.number("select count(*) from profile where events > 0"));
        findings.compare("total", "events by profile", all, tables.number("select sum(events) from profile"));
        findings.compare("total", "events of the census", all, tables.number("select sum(events) from census"));
        findings.compare("total", "people", people, tables.number("select count(*) from person where known"));
        findings.compare("total", "people of the census", people, tables.number("select sum(customers) from census"));
        Map<String, String> sales = new TreeMap<>();
        tables.each("select day, currency, sum(orders), sum(net) from daily_sale group by 1, 2", row -> {
            if (row.getLong(3) != 0 || row.getBigDecimal(4).signum() != 0) {
                sales.put(
                        row.getString(1) + ' ' + row.getString(2),
                        row.getLong(3) + " " + Oracle.plain(row.getBigDecimal(4)));
            }
        });
        revenue.forEach((place, net) -> {
            if (orders.get(place) != 0 || net.signum() != 0) {
                String found = sales.remove(place);
                findings.compare(
                        "sales of a day", place, orders.get(place) + " " + Oracle.plain(net), String.valueOf(found));
            }
        });
        sales.forEach((place, found) -> findings.add("sales of a day", place + " is " + found + ", not nothing"));
    }
}
