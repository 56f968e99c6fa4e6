package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Stamp;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.Identities;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.service.Deadline;
import crm.privacy.service.TestKeys;
import crm.profile.entity.CustomerFilter;
import crm.profile.entity.CustomerFilter.Ago;
import crm.profile.entity.CustomerFilter.Consent;
import crm.profile.entity.CustomerFilter.Count;
import crm.profile.entity.CustomerFilter.Period;
import crm.profile.entity.CustomerFilter.Spend;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.FilterWords;
import crm.profile.service.CustomerList.Reach;
import crm.profile.service.CustomerList.Terms;
import crm.profile.store.CustomerRows;
import crm.profile.store.CustomerRows.Effort;
import crm.profile.store.FigureRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of made-up customers against what their events plainly say. */
class CustomerListTest {

    private static final Identities IDENTITIES =
            new Identities(new DecoderSettings(Optional.empty(), Set.of("email", "phone"), "GB"));
    private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> NAMES = List.of(
            "Ada Lovelace",
            "Li Wei",
            "Wei Li",
            "王小明",
            "王伟",
            "小王",
            "李小明",
            "Zoë Müller",
            "Jürgen Müller",
            "O'Connor Ann",
            "ada king",
            "Adamson Eve",
            "Van der Berg 100%",
            "李 伟",
            "Ångström Li");
    private static final List<String> COUNTRIES = List.of("China", "France", "UK");
    private static final List<String> CURRENCIES = List.of("EUR", "GBP");
    // So few that a search of these customers goes all the ways that one of a million goes.
    private static final Effort LITTLE = new Effort(5, 20);
    private static final List<Sort> SORTS = List.of(Sort.values());
    private static final int MANY = 120;
    private static final Deadline LONG = Deadline.in(Duration.ofHours(1));

    private static final EntityManagerFactory ENTITIES = TestDatabase.entities();
    private static List<Plain> everybody;

    /** A customer as the events say it. */
    private record Plain(
            String id,
            String name,
            Optional<String> phone,
            String country,
            List<BigDecimal> euros,
            List<BigDecimal> pounds,
            Instant first,
            Instant last,
            Optional<String> channel,
            Optional<Boolean> consent) {

        String email() {
            return id + "@example.org";
        }

        List<BigDecimal> orders() {
            return Stream.concat(euros.stream(), pounds.stream()).toList();
        }

        List<BigDecimal> paid(String currency) {
            return currency.equals("EUR") ? euros : pounds;
        }

        BigDecimal spent(String currency) {
            return paid(currency).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    @BeforeAll
    static void makeCustomers() throws SQLException {
        Random random = new Random(11);
        everybody = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Plain customer = customer(i, random);
            everybody.add(customer);
            events.addAll(said(customer));
        }
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new StoredProfiles(connection).clear();
            connection.setAutoCommit(false);
            new EventBatch(connection, (type, data) -> new Occurrence(), TestKeys.seals()).apply(events);
            while (new FigureRows(connection).follow(64) > 0) {
                // portion by portion, as the application does
            }
            connection.commit();
        }
    }

    private static Plain customer(int i, Random random) {
        Instant first = BEGIN.plus(Duration.ofDays(random.nextInt(100)));
        List<BigDecimal> euros = amounts(random, 5);
        List<BigDecimal> pounds = amounts(random, 3);
        return new Plain(
                "c" + i,
                NAMES.get(random.nextInt(NAMES.size())),
                random.nextBoolean() ? Optional.of("+4479110000%02d".formatted(i % 100)) : Optional.empty(),
                COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                euros,
                pounds,
                first,
                first.plus(Duration.ofDays(random.nextInt(20))),
                euros.isEmpty() && pounds.isEmpty()
                        ? Optional.empty()
                        : Optional.of(random.nextBoolean() ? "web" : "shop"),
                random.nextBoolean() ? Optional.of(random.nextBoolean()) : Optional.empty());
    }

    private static List<BigDecimal> amounts(Random random, int most) {
        return random.ints(random.nextInt(most), 1, 50)
                .mapToObj(BigDecimal::valueOf)
                .toList();
    }

    private static List<Event> said(Plain customer) {
        Map<String, String> fields = new java.util.HashMap<>(Map.of(
                "/name", '"' + customer.name() + '"',
                "/email", '"' + customer.email() + '"',
                "/address/country", '"' + customer.country() + '"'));
        customer.phone().ifPresent(phone -> fields.put("/phone", '"' + phone + '"'));
        List<Identity> identities = new ArrayList<>(List.of(new Identity(Identity.EMAIL, customer.email())));
        customer.phone().ifPresent(phone -> identities.add(new Identity(Identity.PHONE, phone)));
        List<Event> events = new ArrayList<>();
        Map<String, Boolean> consents = customer.consent()
                .map(granted -> Map.of("marketing_email", granted))
                .orElse(Map.of());
        events.add(event(
                customer,
                customer.first(),
                "customer.registered",
                new CustomerChanged(fields, identities, List.of(), toOptional(consents))));
        for (String currency : CURRENCIES) {
            for (BigDecimal total : customer.paid(currency)) {
                events.add(event(
                        customer,
                        customer.first(),
                        "order.completed",
                        new OrderCompleted("o" + events.size(), currency, total, customer.channel(), List.of())));
            }
        }
        events.add(event(customer, customer.last(), "page.viewed", new Occurrence()));
        return events;
    }

    private static Map<String, Optional<Boolean>> toOptional(Map<String, Boolean> consents) {
        Map<String, Optional<Boolean>> words = new java.util.HashMap<>();
        consents.forEach((purpose, granted) -> words.put(purpose, Optional.of(granted)));
        return words;
    }

    private static int events;

    private static Event event(Plain customer, Instant at, String type, Payload payload) {
        return new Event(
                new Stamp(at, "test", "l" + events++), type, Identity.customer(customer.id()), false, payload, "{}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everySearchFindsWhomThePlainFactsSayOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            CustomerSearch search = search(random);
            List<String> whole = ids(page(search, 500, Optional.empty()).items());
            assertThat(whole).as(search.toString()).containsExactlyInAnyOrderElementsOf(expected(search));
            assertThat(paged(search, 5 + random.nextInt(30)))
                    .as(search.toString())
                    .isEqualTo(whole);
            assertThat(paged(search, 5 + random.nextInt(30), LITTLE))
                    .as(search.toString())
                    .isEqualTo(whole);
            assertSorted(search, whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void commonWordsWithinACurrencyFindEverybodyOnceAndInOrder(Sort sort) {
        CustomerFilter filter = FilterWords.read(Map.of(FilterWords.CURRENCY, "EUR", FilterWords.SPEND_MAX, "60"));
        CustomerSearch search = new CustomerSearch(Optional.of("example"), filter, sort, Alphabet.LATIN);
        List<String> found = paged(search, 7, LITTLE);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected(search)).hasSizeGreaterThan(LITTLE.early());
        assertThat(found).isEqualTo(ids(page(search, 500, Optional.empty()).items()));
        assertSorted(search, found);
    }

    private static CustomerSearch search(Random random) {
        List<String> texts = List.of(
                "li",
                "LI wei",
                "wei li",
                "王",
                "小明",
                "王小",
                "muller",
                "müll",
                "ada",
                "love",
                "lace",
                "c1",
                "c14",
                "c14@example.org",
                "+4479110000",
                "0007",
                "100%",
                "07911 000014",
                "ang",
                "zz",
                "伟",
                "o'con",
                "example");
        Sort sort = SORTS.get(random.nextInt(SORTS.size()));
        Optional<Spend> spend = sort == Sort.SPEND || random.nextInt(5) == 0
                ? Optional.of(new Spend(
                        CURRENCIES.get(random.nextInt(2)),
                        maybe(random, BigDecimal.valueOf(random.nextInt(40))),
                        maybe(random, BigDecimal.valueOf(40 + random.nextInt(90)))))
                : Optional.empty();
        CustomerFilter filter = new CustomerFilter(
                sometimes(random, COUNTRIES.get(random.nextInt(3))),
                sometimes(random, new Count(OptionalLong.of(random.nextInt(3)), OptionalLong.of(3))),
                spend,
                sometimes(
                        random,
                        new Ago(
                                maybe(random, Duration.ofDays(90 + random.nextInt(60))),
                                maybe(random, Duration.ofDays(random.nextInt(90))))),
                sometimes(
                        random,
                        new Period(
                                maybe(random, BEGIN.plus(Duration.ofDays(random.nextInt(60)))),
                                maybe(random, BEGIN.plus(Duration.ofDays(60 + random.nextInt(60)))))),
                sometimes(random, "web"),
                sometimes(random, true),
                sometimes(random, random.nextBoolean()),
                sometimes(random, new Consent("marketing_email", random.nextBoolean())));
        Optional<String> text =
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(texts.get(random.nextInt(texts.size())));
        return new CustomerSearch(text, filter, sort, random.nextBoolean() ? Alphabet.LATIN : Alphabet.CHINESE);
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static <T> Optional<T> sometimes(Random random, T value) {
        return random.nextInt(6) == 0 ? Optional.of(value) : Optional.empty();
    }

    private static List<String> expected(CustomerSearch search) {
        return everybody.stream()
                .filter(customer -> has(customer, search.filter()))
                .filter(customer -> search.sought().isEmpty() || fit(customer, search.sought()) < 4)
                .map(Plain::id)
                .toList();
    }

    private static boolean has(Plain customer, CustomerFilter filter) {
        Duration ago = Duration.between(customer.last(), NOW);
        int orders = customer.orders().size();
        return filter.country().map(customer.country()::equals).orElse(true)
                && filter.orders()
                        .map(count -> orders >= count.min().getAsLong()
                                && orders <= count.max().getAsLong())
                        .orElse(true)
                && filter.spend()
                        .map(spend -> !customer.paid(spend.currency()).isEmpty()
                                && spend.min()
                                        .map(min ->
                                                customer.spent(spend.currency()).compareTo(min) >= 0)
                                        .orElse(true)
                                && spend.max()
                                        .map(max ->
                                                customer.spent(spend.currency()).compareTo(max) <= 0)
                                        .orElse(true))
                        .orElse(true)
                && filter.lastSeen()
                        .map(seen -> seen.within()
                                        .map(within -> ago.compareTo(within) <= 0)
                                        .orElse(true)
                                && seen.olderThan()
                                        .map(older -> ago.compareTo(older) > 0)
                                        .orElse(true))
                        .orElse(true)
                && filter.firstSeen()
                        .map(period -> period.since()
                                        .map(since -> !customer.first().isBefore(since))
                                        .orElse(true)
                                && period.before()
                                        .map(customer.first()::isBefore)
                                        .orElse(true))
                        .orElse(true)
                && filter.channel()
                        .map(channel ->
                                customer.channel().filter(channel::equals).isPresent())
                        .orElse(true)
                && filter.phone()
                        .map(known -> known == customer.phone().isPresent())
                        .orElse(true)
                && filter.consent()
                        .map(consent -> customer.consent().orElse(false) == consent.granted())
                        .orElse(true);
    }

    /** 0 by a whole id, 1 by the beginning of the name, 2 by beginnings, 3 by parts, 4 not at all. */
    private static int fit(Plain customer, String text) {
        String folded = folded(text);
        if (customer.id().equals(text)
                || customer.email().equals(text)
                || customer.phone()
                        .filter(text.replace(" ", "").replaceFirst("^0", "+44")::equals)
                        .isPresent()) {
            return 0;
        }
        if (folded(customer.name()).startsWith(folded)) {
            return 1;
        }
        List<String> known = new ArrayList<>(List.of(folded(customer.name()).split(" ")));
        known.addAll(List.of(customer.email(), customer.id()));
        customer.phone().ifPresent(phone -> known.addAll(List.of(phone, phone.substring(1))));
        List<String> words = List.of(folded.split(" "));
        if (words.stream().allMatch(word -> known.stream().anyMatch(begins(word)))) {
            return 2;
        }
        String digits = folded.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        boolean number = folded.matches("[0-9+ ]+")
                && digits.length() >= 3
                && customer.phone().filter(phone -> phone.contains(digits)).isPresent();
        return number
                        || words.stream()
                                .allMatch(word ->
                                        known.stream().anyMatch(begins(word).or(holds(word))))
                ? 3
                : 4;
    }

    private static java.util.function.Predicate<String> begins(String word) {
        boolean han = word.codePoints().allMatch(Character::isIdeographic) && word.length() <= 2;
        return known -> known.startsWith(word) || (han && known.contains(word));
    }

    private static java.util.function.Predicate<String> holds(String word) {
        return known -> word.length() >= 3 && known.contains(word);
    }

    private static String folded(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD)
                .replaceAll("\\p{Mn}", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static void assertSorted(CustomerSearch search, List<String> ids) {
        List<Plain> found = ids.stream()
                .map(id -> everybody.get(Integer.parseInt(id.substring(1))))
                .toList();
        Comparator<Plain> order = switch (search.sort()) {
            case LAST_SEEN -> Comparator.comparing(Plain::last).reversed();
            case LONGEST_UNSEEN -> Comparator.comparing(Plain::last);
            case ORDERS ->
                Comparator.<Plain>comparingInt(customer -> customer.orders().size())
                        .reversed();
            case SPEND -> {
                String currency = search.filter().spend().orElseThrow().currency();
                yield Comparator.<Plain, BigDecimal>comparing(customer -> customer.spent(currency))
                        .reversed();
            }
            case MATCH ->
                Comparator.comparingInt(customer -> search.sought().isEmpty() ? 0 : fit(customer, search.sought()));
            case NAME, NAME_DESCENDING, NEWEST, OLDEST -> Comparator.comparing(customer -> 0);
        };
        assertThat(found).as(search.toString()).isSortedAccordingTo(order);
    }

    @Test
    void namesAreInTheOrderOfTheAlphabet() {
        assertThat(names(Alphabet.LATIN))
                .startsWith("ada king", "Ada Lovelace", "Adamson Eve", "Ångström Li", "Jürgen Müller");
        assertThat(names(Alphabet.CHINESE)).containsSubsequence("李 伟", "李小明", "王伟", "王小明", "小王");
    }

    private static List<String> names(Alphabet alphabet) {
        CustomerSearch all = new CustomerSearch(Optional.empty(), CustomerFilter.NONE, Sort.NAME, alphabet);
        return page(all, 500, Optional.empty()).items().stream()
                .map(customer -> customer.name().orElseThrow())
                .distinct()
                .toList();
    }

    @Test
    void aListWhoseTimeIsOverIsGivenUp() {
        Terms terms = new Terms(NOW, Set.of("profiling")::contains, Deadline.in(Duration.ZERO));
        for (Optional<String> text : List.of(Optional.<String>empty(), Optional.of("li"))) {
            CustomerSearch search = new CustomerSearch(text, CustomerFilter.NONE, Sort.MATCH, Alphabet.LATIN);
            assertThatThrownBy(
                            () -> reading(entities -> new CustomerList(entities, IDENTITIES, search, Reach.PART, terms)
                                    .page(5, Optional.empty())))
                    .hasRootCauseInstanceOf(SQLTimeoutException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NEWEST, -1, 2020-01-01T00:00:00.000000Z",
        "NEWEST, WHOLE, 2020-01-01T00:00:00.000000Z",
        "NEWEST, ALL, x",
        "NEWEST, ALL, 2020-13-01T00:00:00.000000Z",
        "LAST_SEEN, ALL, +1000000000-12-31T23:59:59Z",
        "ORDERS, ALL, 99999999999999999999",
        "ORDERS, ALL, ''",
        "SPEND, ALL, 1e999999999",
        "SPEND, ALL, NaN"
    })
    void refusesACursorThatWasNeverGivenOut(Sort sort, String fit, String key) {
        CustomerFilter filter = FilterWords.read(Map.of(FilterWords.CURRENCY, "EUR"));
        CustomerSearch search = new CustomerSearch(Optional.empty(), filter, sort, Alphabet.LATIN);
        String cursor = Cursor.of(fit, UUID.randomUUID(), key).write(search);
        assertThatThrownBy(() -> page(search, 5, Optional.of(cursor))).isInstanceOf(ForeignCursor.class);
    }

    @Test
    void anExportIsTheListInOneGo() throws SQLException, IOException {
        CustomerSearch search = new CustomerSearch(Optional.of("li"), CustomerFilter.NONE, Sort.MATCH, Alphabet.LATIN);
        assertThat(exported(search, List.of())).isEqualTo(paged(search, 500));
        List<CustomerSummary> two = page(search, 2, Optional.empty()).items();
        assertThat(exported(search, two.stream().map(CustomerSummary::profileId).toList()))
                .isEqualTo(ids(two));
    }

    private static List<String> exported(CustomerSearch search, Collection<UUID> only)
            throws SQLException, IOException {
        List<String> ids = new ArrayList<>();
        CustomerExport.Chosen chosen = reading(entities -> {
            CustomerList list = list(entities, search);
            return new CustomerExport.Chosen(list.selection(), list.fits());
        });
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (var fit : chosen.fits()) {
                new CustomerRows(connection, LONG)
                        .export(
                                chosen.selection(),
                                fit,
                                only,
                                row -> ids.add(row.customerId().orElseThrow()));
            }
        }
        return ids;
    }

    @Test
    void offersWhatThereIs() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            var choices = new CustomerRows(connection, LONG).choices();
            assertThat(choices.countries()).isEqualTo(COUNTRIES);
            assertThat(choices.currencies()).isEqualTo(CURRENCIES);
            assertThat(choices.channels()).containsExactly("shop", "web");
        }
    }

    private static List<String> paged(CustomerSearch search, int limit) {
        return paged(search, limit, Effort.USUAL);
    }

    private static List<String> paged(CustomerSearch search, int limit, Effort effort) {
        List<String> ids = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Page<CustomerSummary> page = page(search, limit, next, effort);
            ids.addAll(ids(page.items()));
            next = page.next();
        } while (next.isPresent());
        return ids;
    }

    private static List<String> ids(List<CustomerSummary> customers) {
        return customers.stream()
                .map(customer -> customer.customerId().orElseThrow())
                .toList();
    }

    private static Page<CustomerSummary> page(CustomerSearch search, int limit, Optional<String> after) {
        return page(search, limit, after, Effort.USUAL);
    }

    private static Page<CustomerSummary> page(CustomerSearch search, int limit, Optional<String> after, Effort effort) {
        return reading(entities -> list(entities, search, effort).page(limit, after));
    }

    private static CustomerList list(EntityManager entities, CustomerSearch search) {
        return list(entities, search, Effort.USUAL);
    }

    private static CustomerList list(EntityManager entities, CustomerSearch search, Effort effort) {
        return new CustomerList(
                entities, IDENTITIES, search, Reach.PART, new Terms(NOW, Set.of("profiling")::contains, LONG, effort));
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
}
