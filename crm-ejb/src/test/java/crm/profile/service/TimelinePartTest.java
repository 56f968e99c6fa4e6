package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.Identities;
import crm.ingest.service.PayloadReader;
import crm.privacy.service.TestKeys;
import crm.profile.entity.Activity;
import crm.profile.entity.ConsentWord;
import crm.profile.entity.Family;
import crm.profile.entity.OrderCounts;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileId;
import crm.profile.entity.SpendSum;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.entity.TimelinePart;
import crm.profile.store.ActivityRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page of one customer reads. */
class TimelinePartTest {

    private static final PayloadReader PAYLOADS = new PayloadReader(
            new Identities(new DecoderSettings(Optional.empty(), Set.of("customer_id", "email"), "GB")));
    private static final Identity ADA = Identity.customer("17");
    private static final ProfileId PROFILE = ProfileId.of(ADA);
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private static final EntityManagerFactory ENTITIES = TestDatabase.entities();

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new StoredProfiles(connection).clear();
        }
    }

    @Test
    void whatComesAfterACursorComesOldestFirstAndEndsWithTheNewest() throws SQLException {
        views(3);
        TimelinePart first = timeline(TimelineFilter.all(), timeline -> timeline.part(2, Optional.empty()));
        assertThat(ids(first)).containsExactly("e2", "e1");
        assertThat(timeline(TimelineFilter.all(), timeline -> timeline.newer(2, first.newest()))
                        .items())
                .isEmpty();

        views(3);
        TimelinePart next = timeline(TimelineFilter.all(), timeline -> timeline.newer(2, first.newest()));
        assertThat(ids(next)).containsExactly("e4", "e3");
        assertThat(next.more()).isTrue();
        TimelinePart last = timeline(TimelineFilter.all(), timeline -> timeline.newer(2, next.newest()));
        assertThat(ids(last)).containsExactly("e5");
        assertThat(last.more()).isFalse();
        assertThat(ids(timeline(TimelineFilter.all(), timeline -> timeline.newer(9, Optional.empty()))))
                .hasSize(6);
    }

    @Test
    void familiesAreTheirTypesAndTheRest() throws SQLException {
        apply(
                event("order.completed", order("o", "1")),
                event("order.shipped", "{}"),
                event("page.viewed", "{\"url\":\"/\"}"),
                event("payment.captured", "{\"transaction_id\":\"t\",\"amount\":1,\"currency\":\"GBP\"}"));
        assertThat(types(Family.ORDERS)).containsExactly("order.completed");
        assertThat(types(Family.BROWSING)).containsExactly("page.viewed");
        assertThat(types(Family.PAYMENTS)).containsExactly("payment.captured");
        assertThat(types(Family.OTHER)).containsExactly("order.shipped");
    }

    private List<String> types(Family family) {
        TimelineFilter filter =
                new TimelineFilter(Optional.empty(), Optional.of(family), Optional.empty(), Optional.empty());
        return timeline(filter, timeline -> timeline.part(9, Optional.empty())).items().stream()
                .map(TimelineEntry::type)
                .toList();
    }

    @Test
    void aSearchFindsWhatIsSealedAndGoesOnWhereItStopped() throws SQLException {
        for (int i = 0; i < 600; i++) {
            queue(event("products.searched", "{\"query\":\"" + (i % 200 == 7 ? "lantern" : "mug") + "\"}"));
        }
        flush();
        TimelinePart part = timeline(
                TimelineFilter.all(), timeline -> timeline.search(2, Optional.empty(), TimelinePartTest::hasLantern));
        assertThat(ids(part)).containsExactly("e407", "e207");
        assertThat(part.searched()).isEqualTo(600 - 207);
        TimelinePart rest = timeline(
                TimelineFilter.all(), timeline -> timeline.search(2, part.older(), TimelinePartTest::hasLantern));
        assertThat(ids(rest)).containsExactly("e7");
        assertThat(rest.more()).isFalse();
    }

    @Test
    void aSearchLooksThroughABoundedNumberOfEvents() throws SQLException {
        views(1);
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into event select profile_id, at - interval '1 second' * n, source, 'x' || n, type,"
                            + " subject, linkable, backfill, data from event, generate_series(1, 5999) n");
        }
        TimelinePart part = timeline(
                TimelineFilter.all(),
                timeline ->
                        timeline.search(5, Optional.empty(), entry -> entry.id().equals("x5500")));
        assertThat(part.items()).isEmpty();
        assertThat(part.searched()).isEqualTo(Timeline.MOST_SEARCHED);
        assertThat(part.back()).contains(BEGIN.minusSeconds(Timeline.MOST_SEARCHED - 1));
        TimelinePart rest = timeline(
                TimelineFilter.all(),
                timeline -> timeline.search(5, part.older(), entry -> entry.id().equals("x5500")));
        assertThat(ids(rest)).containsExactly("x5500");
        assertThat(rest.searched()).isEqualTo(1000);
    }

    @Test
    void aSearchHoldsNoMoreThanItMayOfLargeEvents() throws SQLException {
        views(1);
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into event select profile_id, at - interval '1 second' * n, source, 'x' || n, type,"
                            + " subject, linkable, backfill, json_build_object('url', repeat('/', 500000))"
                            + " from event, generate_series(1, 99) n");
        }
        List<TimelinePart> parts = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Optional<String> after = next;
            TimelinePart part = reading((entities, connection) -> {
                TimelinePart found = new Timeline(entities, TestKeys.seals(), PROFILE, TimelineFilter.all())
                        .search(5, after, entry -> entry.id().equals("x99"));
                assertThat(entities.unwrap(Session.class).getStatistics().getEntityCount())
                        .isZero();
                return found;
            });
            parts.add(part);
            next = part.older();
        } while (next.isPresent());

        long most = Timeline.MOST_SEARCHED_BYTES / 500_000 + 5;
        assertThat(parts).hasSizeGreaterThan(2).allMatch(part -> part.searched() <= most);
        assertThat(parts.stream().mapToInt(TimelinePart::searched).sum()).isEqualTo(100);
        assertThat(parts.get(0).more()).isTrue();
        assertThat(parts.get(0).back()).contains(BEGIN.minusSeconds(parts.get(0).searched() - 1L));
        assertThat(ids(parts.get(parts.size() - 1))).containsExactly("x99");
    }

    private static boolean hasLantern(TimelineEntry entry) {
        return "lantern".equals(entry.data().get("query"));
    }

    @Test
    void monthsSumUpToWhatTheProfileSaysWhateverWasRefunded() throws SQLException {
        second = 0;
        apply(
                event("order.completed", order("o1", "100")),
                event("order.completed", order("o2", "50")),
                event("order.completed", order("o3", "70")),
                event("order.completed", order("o4", "20")),
                event("order.completed", order("o5", "-5")));
        second = 40 * 86_400;
        apply(
                event("order.completed", order("o6", "30")),
                event("order.refunded", "{\"order_id\":\"o1\",\"total\":\"30\"}"),
                event("order.refunded", "{\"order_id\":\"o2\",\"products\":[{\"product_id\":\"po2\",\"quantity\":2}]}"),
                event("order.refunded", "{\"order_id\":\"o3\"}"),
                event("order.cancelled", "{\"order_id\":\"o4\"}"),
                event("order.refunded", "{\"order_id\":\"o6\",\"currency\":\"EUR\",\"total\":\"3\"}"));
        Profile profile = reading((entities, connection) -> entities.find(Profile.class, PROFILE.value()));
        Activity activity = reading((entities, connection) ->
                new ActivityReading(connection, PAYLOADS::read, TestKeys.seals()).of(profile));
        assertThat(activity.months()).containsExactly(YearMonth.of(2020, 1), YearMonth.of(2020, 2));
        assertThat(activity.events()).containsExactly(5L, 6L);
        List<SpendSum> sums =
                reading((entities, connection) -> new ProfileReading(entities, Instant.EPOCH).sums(PROFILE));
        for (SpendSum sum : sums) {
            assertThat(activity.spend().get(sum.currency()).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(sum.currency())
                    .isEqualByComparingTo(sum.net());
        }
        assertThat(activity.spend()).containsOnlyKeys("EUR", "GBP");
        assertThat(activity.spend().get("GBP").get(0)).isEqualByComparingTo("113"); // 70 + 48 + 0 + 0 - 5
        assertThat(activity.spend().get("GBP").get(1)).isEqualByComparingTo("30");
        OrderCounts counts = reading((entities, connection) -> new ActivityRows(connection).orders(PROFILE));
        assertThat(counts).isEqualTo(new OrderCounts(6, 1, 1, 0));
    }

    @Test
    void consentsAreToldWithEveryWordNewestFirst() throws SQLException {
        apply(
                event(
                        "customer.registered",
                        "{\"consents\":{\"profiling\":true,\"marketing_email\":true,\"odd\":\"yes\"}}"),
                event(
                        "customer.consent_changed",
                        "{\"purpose\":\"profiling\",\"granted\":false,\"text_version\":\"v2\"}"),
                event("customer.updated", "{\"consents\":{\"profiling\":null}}"),
                event("customer.updated", "{\"name\":\"Ada\"}"));
        List<ConsentWord> words =
                reading((entities, connection) -> new ActivityRows(connection).consents(PROFILE, 100));
        assertThat(words)
                .extracting(word -> word.purpose()
                        + ' '
                        + word.granted().map(String::valueOf).orElse("cleared")
                        + ' '
                        + word.textVersion().orElse("-"))
                .containsExactly(
                        "profiling cleared -", "profiling false v2", "marketing_email true -", "profiling true -");
    }

    private interface Work<T> {
        T from(EntityManager entities, Connection connection) throws SQLException;
    }

    private static <T> T reading(Work<T> work) {
        EntityManager entities = ENTITIES.createEntityManager();
        try {
            return entities.unwrap(Session.class).doReturningWork(connection -> work.from(entities, connection));
        } finally {
            entities.close();
        }
    }

    private static TimelinePart timeline(TimelineFilter filter, Function<Timeline, TimelinePart> work) {
        return reading((entities, connection) -> work.apply(new Timeline(entities, TestKeys.seals(), PROFILE, filter)));
    }

    private static List<String> ids(TimelinePart part) {
        return part.items().stream().map(TimelineEntry::id).toList();
    }

    private int told;
    private int second;
    private final List<Event> queued = new ArrayList<>();

    private void views(int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            queue(event("page.viewed", "{\"url\":\"/\"}"));
        }
        flush();
    }

    private void queue(Event event) {
        queued.add(event);
    }

    private void flush() throws SQLException {
        apply(queued.toArray(Event[]::new));
        queued.clear();
    }

    private Event event(String type, String data) {
        Stamp stamp = new Stamp(BEGIN.plusSeconds(second++), "shop", "e" + told++);
        return new Event(stamp, type, ADA, false, PAYLOADS.read(type, data), data);
    }

    private static String order(String id, String total) {
        return "{\"order_id\":\"" + id + "\",\"currency\":\"GBP\",\"total\":\"" + total
                + "\",\"products\":[{\"product_id\":\"p" + id + "\",\"price\":\"1\",\"quantity\":2}]}";
    }

    private static void apply(Event... events) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new EventBatch(connection, PAYLOADS::read, TestKeys.seals()).apply(List.of(events));
            connection.commit();
        }
    }
}
