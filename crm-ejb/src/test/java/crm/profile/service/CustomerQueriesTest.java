package crm.profile.service;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Stamp;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.Identities;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.service.Deadline;
import crm.privacy.service.TestKeys;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.Money;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.service.CustomerList.Reach;
import crm.profile.service.CustomerList.Terms;
import crm.profile.store.FigureRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerQueriesTest {

    private static final Identities IDENTITIES =
            new Identities(new DecoderSettings(Optional.empty(), Set.of("email", "phone", "loyalty_id"), "GB"));

    private static final Instant NOW = Instant.parse("2020-03-01T00:00:00Z");
    private static final Terms TERMS = new Terms(NOW, Set.of("profiling")::contains, Deadline.in(Duration.ofHours(1)));

    private static final EntityManagerFactory ENTITIES = TestDatabase.entities();

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new StoredProfiles(connection).clear();
        }
    }

    @Test
    void entitiesFitTheMigratedSchema() {
        ENTITIES.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
    }

    @Test
    void viewSaysWhatTheEventsSaid() throws SQLException {
        apply(
                event(1, "customer.registered", "17", registered("Ada Lovelace", "UK")),
                event(2, "order.completed", "17", order("o1", "10.5", "web", "mugs")),
                event(3, "order.completed", "17", order("o2", "5.001", "shop", "lamps")),
                event(4, "order.completed", "17", order("o3", "5", "web", "mugs")));

        ProfileView view = view("17").orElseThrow();

        assertThat(view.identities()).containsExactly(Identity.customer("17"));
        assertThat(view.attributes())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("address", Map.of("country", "UK"));
        assertThat(view.traits())
                .containsEntry("vip", true)
                .containsEntry("orders", 3L)
                .containsEntry("items", new BigDecimal("6"))
                .containsEntry("total_spend", List.of(new Money("GBP", "20.501")))
                .containsEntry("average_order_value", List.of(new Money("GBP", "6.83")))
                .containsEntry("top_categories", List.of("mugs", "lamps"))
                .containsEntry("favourite_channel", "web")
                .containsEntry("first_order_at", Instant.parse("2020-01-01T00:00:02Z"));
    }

    @Test
    void averagesAreRoundedHalfUpToTheMinorUnitsOfTheirCurrency() throws SQLException {
        apply(
                event(1, "order.completed", "17", order("o1", "100", "JPY")),
                event(2, "order.completed", "17", order("o2", "101", "JPY")),
                event(3, "order.completed", "17", order("o3", "1.0005", "KWD")),
                event(4, "order.completed", "17", order("o4", "1.0006", "KWD")),
                event(5, "order.completed", "17", order("o5", "10.01", "GBP")),
                event(6, "order.completed", "17", order("o6", "10.02", "GBP")));

        assertThat(view("17").orElseThrow().traits())
                .containsEntry(
                        "average_order_value",
                        List.of(new Money("GBP", "10.02"), new Money("JPY", "101"), new Money("KWD", "1.001")))
                .containsEntry(
                        "total_spend",
                        List.of(new Money("GBP", "20.03"), new Money("JPY", "201"), new Money("KWD", "2.0011")));
    }

    @Test
    void whatWasNeverSaidHasNoKey() throws SQLException {
        apply(event(1, "page.viewed", "17", new Occurrence()));

        ProfileView view = view("17").orElseThrow();

        assertThat(view.attributes()).isEmpty();
        assertThat(view.consents()).isEmpty();
        assertThat(view.traits())
                .containsEntry("interactions", 1L)
                .containsEntry("orders", 0L)
                .doesNotContainKeys(
                        "total_spend",
                        "average_order_value",
                        "first_order_at",
                        "last_order_at",
                        "top_categories",
                        "favourite_channel");
    }

    @Test
    void aProfileOfWhichNothingCameIsNotThere() {
        assertThat(view("nobody")).isEmpty();
    }

    @Test
    void pagesThroughAllCustomersOnceInEveryOrder() throws SQLException {
        Event[] registrations = new Event[25];
        for (int i = 0; i < registrations.length; i++) {
            registrations[i] =
                    event(i, "customer.registered", "c" + i, registered("Same Name", i % 2 == 0 ? "UK" : "FR"));
        }
        apply(registrations);

        follow();
        for (Sort sort : EnumSet.complementOf(EnumSet.of(Sort.SPEND))) {
            CustomerSearch everybody = new CustomerSearch(Optional.empty(), Optional.empty(), sort);
            assertThat(all(everybody)).hasSize(25).doesNotHaveDuplicates();
        }
        assertThat(all(new CustomerSearch(Optional.empty(), Optional.of("FR"), Sort.NAME)))
                .hasSize(12);
    }

    @Test
    void findsByPartOfANameByIdAndLiterally() throws SQLException {
        apply(
                event(1, "customer.registered", "17", registered("Ada Lovelace", "UK")),
                event(2, "customer.registered", "18", registered("王小明", "CN")),
                event(3, "customer.registered", "100%", registered("Percy", "UK")));

        assertThat(all(text("LOVE"))).containsExactly("17");
        assertThat(all(text("小明"))).containsExactly("18");
        assertThat(all(text(" 18 "))).containsExactly("18");
        assertThat(all(text("00%"))).containsExactly("100%");
        assertThat(all(text("nobody"))).isEmpty();
    }

    @Test
    void oneLetterIsOnlyAWholeId() throws SQLException {
        apply(
                event(1, "customer.registered", "17", registered("Ada Lovelace", "UK")),
                event(2, "customer.registered", "a", registered("Somebody", "UK")));

        assertThat(all(text("a"))).containsExactly("a");
        assertThat(all(text("l"))).isEmpty();
        assertThat(text(" l ").tooShort()).isTrue();
        assertThat(text("王").tooShort()).isFalse();
        assertThat(text("lo").tooShort()).isFalse();
    }

    @Test
    void whoSeesNothingPersonalFindsByWholeIdentitiesOnly() throws SQLException {
        CustomerChanged ada = new CustomerChanged(
                Map.of("/name", "\"Ada Lovelace\""),
                List.of(new Identity(Identity.PHONE, "+447911123456")),
                List.of(),
                Map.of());
        apply(event(1, "customer.registered", "17", ada));

        assertThat(whole("07911 123456")).hasSize(1);
        assertThat(whole("17")).hasSize(1);
        assertThat(whole("+44791112345")).isEmpty();
        assertThat(whole("Ada Lovelace")).isEmpty();
        assertThat(whole(" ")).hasSize(1);
    }

    private static List<CustomerSummary> whole(String text) {
        return reading(entities -> new CustomerList(entities, IDENTITIES, text(text), Reach.WHOLE, TERMS)
                        .page(4, Optional.empty()))
                .items();
    }

    @Test
    void aPageOfAHistoryEndsBeforeItIsTooHeavy() throws SQLException {
        List<Event> views = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Stamp stamp = new Stamp(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i), "heavy", "h" + i);
            views.add(new Event(
                    stamp,
                    "page.viewed",
                    Identity.customer("17"),
                    false,
                    new Occurrence(),
                    "{\"x\":\"" + "x".repeat(500_000) + "\"}"));
        }
        apply(views.toArray(Event[]::new));

        Page<TimelineEntry> first = timeline(Optional.empty(), 500);
        Page<TimelineEntry> second = timeline(first.next(), 500);
        assertThat(first.items()).hasSize(16);
        assertThat(second.items()).hasSize(14);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void findsAPhoneNumberHoweverItIsWritten() throws SQLException {
        CustomerChanged called = new CustomerChanged(
                Map.of(), List.of(new Identity(Identity.PHONE, "+447911123456")), List.of(), Map.of());
        apply(event(1, "customer.registered", "17", called));

        assertThat(all(text("07911 123456"))).containsExactly("17");
    }

    @Test
    void aVeryLongNameIsANameToo() throws SQLException {
        String name = new Random(1)
                .ints(20_000, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(joining());
        apply(event(1, "customer.registered", "17", registered(name, name)));

        assertThat(all(CustomerSearch.all())).containsExactly("17");
        assertThat(view("17").orElseThrow().attributes()).containsEntry("name", name);
    }

    @Test
    void timelineIsNewestFirstAndComplete() throws SQLException {
        List<Event> views = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            views.add(event(i / 3, "page.viewed", "17", new Occurrence()));
        }
        apply(views.toArray(Event[]::new));

        List<TimelineEntry> entries = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<TimelineEntry> page = timeline(next, 7);
            entries.addAll(page.items());
            next = page.next();
        } while (next.isPresent());

        assertThat(entries).hasSize(30).doesNotHaveDuplicates();
        assertThat(entries).isSortedAccordingTo((left, right) -> right.time().compareTo(left.time()));
    }

    @Test
    void refusesACursorOfAnotherList() throws SQLException {
        apply(
                event(1, "customer.registered", "1", registered("A", "UK")),
                event(2, "customer.registered", "2", registered("B", "UK")));
        String cursor = reading(entities -> list(entities, CustomerSearch.all()).page(1, Optional.empty()))
                .next()
                .orElseThrow();

        assertThatThrownBy(() -> reading(entities -> list(entities, text("ada")).page(1, Optional.of(cursor))))
                .isInstanceOf(ForeignCursor.class);
        assertThatThrownBy(() -> timeline(Optional.of("no cursor!"), 1)).isInstanceOf(ForeignCursor.class);
    }

    private static CustomerList list(EntityManager entities, CustomerSearch search) {
        return new CustomerList(entities, IDENTITIES, search, Reach.PART, TERMS);
    }

    private static CustomerSearch text(String text) {
        return new CustomerSearch(Optional.of(text), Optional.empty(), Sort.NAME);
    }

    private List<String> all(CustomerSearch search) {
        List<String> ids = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Optional<String> after = next;
            Page<CustomerSummary> page =
                    reading(entities -> list(entities, search).page(4, after));
            page.items().forEach(customer -> ids.add(customer.customerId().orElseThrow()));
            next = page.next();
        } while (next.isPresent());
        return ids;
    }

    private static Optional<ProfileView> view(String customer) {
        return reading(entities -> {
            ProfileReading reading = new ProfileReading(entities, NOW);
            return reading.survivor(ProfileId.of(Identity.customer(customer))).map(reading::view);
        });
    }

    private static Page<TimelineEntry> timeline(Optional<String> after, int limit) {
        ProfileId profile = ProfileId.of(Identity.customer("17"));
        return reading(
                entities -> new Timeline(entities, TestKeys.seals(), profile, TimelineFilter.all()).page(limit, after));
    }

    private interface Reading<T> {
        T from(EntityManager entities);
    }

    private static <T> T reading(Reading<T> reading) {
        EntityManager entities = ENTITIES.createEntityManager();
        try {
            return reading.from(entities);
        } finally {
            entities.close();
        }
    }

    private int events;

    private Event event(int second, String type, String customer, Payload payload) {
        Stamp stamp = new Stamp(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(second), "test", "e" + events++);
        return new Event(stamp, type, Identity.customer(customer), false, payload, "{}");
    }

    private static CustomerChanged registered(String name, String country) {
        return new CustomerChanged(
                Map.of("/name", '"' + name + '"', "/address/country", '"' + country + '"', "/traits/vip", "true"),
                List.of(),
                List.of(),
                Map.of());
    }

    private static OrderCompleted order(String id, String total, String channel, String category) {
        OrderLine line = new OrderLine(
                "p" + id, Optional.of(category), Optional.of(new BigDecimal(total)), new BigDecimal("2.0"));
        return new OrderCompleted(id, "GBP", new BigDecimal(total), Optional.of(channel), List.of(line));
    }

    private static OrderCompleted order(String id, String total, String currency) {
        return new OrderCompleted(id, currency, new BigDecimal(total), Optional.empty(), List.of());
    }

    /** Lets what is sorted and filtered by follow, as the application does every second. */
    private static void follow() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new FigureRows(connection).follow(Integer.MAX_VALUE);
            connection.commit();
        }
    }

    private static void apply(Event... events) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new EventBatch(connection, (type, data) -> new Occurrence(), TestKeys.seals()).apply(List.of(events));
            connection.commit();
        }
    }
}
