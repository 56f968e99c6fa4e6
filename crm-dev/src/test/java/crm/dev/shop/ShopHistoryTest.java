package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopHistoryTest {

    /** All types of the contract. */
    static final Set<String> TYPES = Set.of(
            "customer.registered",
            "customer.updated",
            "customer.consent_changed",
            "customer.identified",
            "order.completed",
            "order.refunded",
            "order.cancelled",
            "page.viewed",
            "products.searched",
            "product.viewed",
            "product.added",
            "product.removed",
            "product.reviewed",
            "cart.viewed",
            "checkout.started",
            "promotion.clicked",
            "message.opened",
            "message.clicked",
            "consultation.started",
            "consultation.message_received",
            "consultation.message_sent",
            "consultation.ended",
            "consultation.rated",
            "payment.attempted",
            "payment.captured",
            "payment.declined",
            "payment.refunded",
            "chargeback.received");

    private static final Instant ORIGIN = Instant.parse("2026-11-20T16:00:00Z");
    private static final ShopPlan PLAN = ShopPlan.usual(1, ORIGIN);
    private static final List<ShopEvent> YEAR = new ShopHistory(PLAN).before(ORIGIN);

    @Test
    void theSamePlanTellsTheSameStory() {
        assertThat(new ShopHistory(PLAN).before(ORIGIN)).isEqualTo(YEAR);
    }

    @Test
    void anotherSeedTellsAnother() {
        List<ShopEvent> other = new ShopHistory(ShopPlan.usual(2, ORIGIN)).before(ORIGIN.minus(Duration.ofDays(360)));

        assertThat(YEAR).doesNotContainAnyElementsOf(other);
    }

    @Test
    void itIsAYearOfAFewTenThousandEventsOfEveryType() {
        assertThat(YEAR).hasSizeBetween(30_000, 65_000);
        assertThat(types(YEAR)).isEqualTo(TYPES);
    }

    @Test
    void noIdIsGivenTwice() {
        assertThat(YEAR.stream().map(ShopEvent::id)).doesNotHaveDuplicates();
        for (String thing : List.of("order_id", "conversation_id", "transaction_id", "message_id")) {
            String first = Map.of(
                            "order_id", "order.completed",
                            "conversation_id", "consultation.started",
                            "transaction_id", "payment.attempted",
                            "message_id", "consultation.message_sent")
                    .get(thing);
            assertThat(of(first).map(event -> event.data().get(thing)))
                    .as(thing)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void itIsToldInOrderAndNothingIsAheadOfTheClock() {
        assertThat(YEAR).isSorted();
        assertThat(YEAR.get(YEAR.size() - 1).time()).isBefore(ORIGIN);
    }

    @Test
    void aSessionIsAMatterOfMinutes() {
        Map<Object, List<ShopEvent>> sessions = YEAR.stream()
                .filter(event -> event.data().containsKey("session_id"))
                .collect(Collectors.groupingBy(event -> event.data().get("session_id")));

        assertThat(sessions.values())
                .filteredOn(session -> session.size() > 1)
                .hasSizeGreaterThan(1000)
                .filteredOn(session -> session.get(0).data().get("anonymous_id") == null)
                .allSatisfy(session -> assertThat(Duration.between(
                                session.get(0).time(),
                                session.get(session.size() - 1).time()))
                        .isLessThan(Duration.ofMinutes(30)));
    }

    @Test
    void nobodyDoesAnythingAsACustomerBeforeRegistering() {
        Set<String> registered = new HashSet<>();
        for (ShopEvent event : YEAR) {
            if (event.type().equals("customer.registered")) {
                registered.add(event.who());
            }
            event.customer().ifPresent(customer -> assertThat(registered).contains(customer));
        }
    }

    @Test
    void customersComeFromManyCountriesAndBothScripts() {
        Set<Object> currencies =
                of("order.completed").map(event -> event.data().get("currency")).collect(Collectors.toSet());
        List<String> names = of("customer.registered")
                .map(event -> (String) event.data().get("name"))
                .toList();

        assertThat(currencies).containsExactlyInAnyOrder("EUR", "GBP", "USD", "CNY");
        assertThat(names).anyMatch(name -> name.matches("\\p{IsHan}+")).anyMatch(name -> name.contains("ü"));
        assertThat(of("customer.registered")
                        .filter(event -> event.data().get("phone").toString().startsWith("+86")))
                .hasSizeGreaterThan(50);
        assertThat(of("consultation.started").map(event -> (String) event.data().get("text")))
                .anyMatch(text -> text.codePoints().anyMatch(Character::isIdeographic))
                .anyMatch(text -> text.startsWith("Hello"));
    }

    @Test
    void thereIsSomebodyOfEachKindOfCustomer() {
        Map<Habit.Kind, List<Shopper>> kinds = ShopHistory.shoppers(PLAN).stream()
                .collect(Collectors.groupingBy(shopper -> shopper.habit().kind()));

        assertThat(kinds.keySet()).containsExactlyInAnyOrder(Habit.Kind.values());
        Instant quarter = ORIGIN.minus(Duration.ofDays(90));
        Set<String> lately = YEAR.stream()
                .filter(event -> event.time().isAfter(quarter))
                .map(ShopEvent::who)
                .collect(Collectors.toSet());
        assertThat(kinds.get(Habit.Kind.LAPSED))
                .extracting(lapsed -> lapsed.person().id())
                .doesNotContainAnyElementsOf(lately);
        assertThat(kinds.get(Habit.Kind.VIP))
                .extracting(vip -> vip.person().id())
                .filteredOn(lately::contains)
                .hasSizeGreaterThan(20);
        assertThat(kinds.get(Habit.Kind.NEW))
                .allSatisfy(newcomer -> assertThat(newcomer.habit().joined()).isAfter(quarter));
    }

    @Test
    void somebodyHasABirthdaySoon() {
        LocalDate today = LocalDate.ofInstant(ORIGIN, ZoneOffset.UTC);
        Set<MonthDay> week = Stream.iterate(today, day -> day.plusDays(1))
                .limit(7)
                .map(MonthDay::from)
                .collect(Collectors.toSet());

        assertThat(of("customer.registered")
                        .map(event -> LocalDate.parse((String) event.data().get("birthday")))
                        .filter(day -> week.contains(MonthDay.from(day))))
                .hasSizeGreaterThan(5);
    }

    @Test
    void peopleBuyMostBeforeChristmasAndLeastInSummer() {
        Map<Integer, Long> months = of("order.completed")
                .collect(Collectors.groupingBy(
                        event -> event.time().atZone(ZoneOffset.UTC).getMonthValue(), Collectors.counting()));

        assertThat(months.get(12)).isGreaterThan(months.get(6));
        assertThat(months.get(8)).isLessThan(months.get(5));
    }

    @Test
    void someVisitorsAreRecognisedLaterAndManyNever() {
        Set<Object> visitors = YEAR.stream()
                .filter(event -> event.customer().isEmpty())
                .map(ShopEvent::who)
                .collect(Collectors.toSet());
        Set<Object> recognised = Stream.of("customer.registered", "customer.identified")
                .flatMap(ShopHistoryTest::of)
                .map(event -> event.data().get("anonymous_id"))
                .filter(visitors::contains)
                .collect(Collectors.toSet());

        assertThat(recognised).hasSizeGreaterThan(100);
        assertThat(visitors.size() - recognised.size()).isGreaterThan(500);
    }

    @Test
    void aThiefTriesManyCardsFromOneDeviceBeforeTheLargeOrder() {
        Map<Object, List<ShopEvent>> devices = of("payment.attempted")
                .filter(event -> event.data().containsKey("card_fingerprint"))
                .filter(event -> event.data().containsKey("device_id"))
                .collect(Collectors.groupingBy(event -> event.data().get("device_id")));
        List<List<ShopEvent>> bursts = devices.values().stream()
                .filter(payments -> payments.stream()
                                .map(payment -> payment.data().get("card_fingerprint"))
                                .distinct()
                                .count()
                        > 5)
                .toList();

        assertThat(bursts).hasSizeGreaterThan(4).allSatisfy(burst -> {
            ShopEvent last = burst.get(burst.size() - 1);
            assertThat(amount(last)).isGreaterThan(500);
            assertThat(burst.subList(0, burst.size() - 1)).allMatch(small -> amount(small) < 10);
            assertThat(Duration.between(burst.get(0).time(), last.time())).isLessThan(Duration.ofMinutes(15));
        });
        Set<Object> taken = of("payment.captured")
                .map(event -> event.data().get("transaction_id"))
                .collect(Collectors.toSet());
        assertThat(of("chargeback.received").map(event -> event.data().get("transaction_id")))
                .hasSizeGreaterThan(3)
                .allMatch(taken::contains);
    }

    @Test
    void whatIsRefundedIsNeverMoreThanWhatWasPaid() {
        Map<Object, ShopEvent> orders = of("order.completed")
                .collect(Collectors.toMap(event -> event.data().get("order_id"), Function.identity()));

        assertThat(Stream.of("order.refunded", "order.cancelled").flatMap(ShopHistoryTest::of))
                .hasSizeGreaterThan(100)
                .allSatisfy(back -> {
                    ShopEvent order = orders.get(back.data().get("order_id"));
                    assertThat(back.time()).isAfter(order.time());
                    assertThat(total(back)).isBetween(0.01, total(order));
                });
    }

    @Test
    void itGoesOnAfterItsFirstDayAsItWouldHave() {
        ShopHistory history = new ShopHistory(PLAN);
        List<ShopEvent> before = history.before(ORIGIN);
        List<ShopEvent> after = history.before(ORIGIN.plus(Duration.ofDays(3)));

        assertThat(before).isEqualTo(YEAR);
        assertThat(after).isNotEmpty().allMatch(event -> !event.time().isBefore(ORIGIN));
    }

    private static Stream<ShopEvent> of(String type) {
        return YEAR.stream().filter(event -> event.type().equals(type));
    }

    static Set<String> types(List<ShopEvent> events) {
        return events.stream().map(ShopEvent::type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static double amount(ShopEvent payment) {
        return Double.parseDouble((String) payment.data().get("amount"));
    }

    private static double total(ShopEvent order) {
        return Double.parseDouble((String) order.data().get("total"));
    }
}
