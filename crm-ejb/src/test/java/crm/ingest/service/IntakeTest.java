package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Fault;
import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.IntakeRefused.Reason;
import crm.ingest.entity.Verdict;
import crm.ingest.service.EventLog.Entry;
import crm.ingest.service.EventLog.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    private static final IntakeSettings SETTINGS = new IntakeSettings(10, 5000, 2, 32);

    private final List<Entry> written = new ArrayList<>();
    private final EventLog log = entries -> {
        written.addAll(entries);
        return Collections.nCopies(entries.size(), Outcome.WRITTEN);
    };
    private final EventDecoder decoder = Deliveries.decoder();
    private final IntakeGate gate = new IntakeGate(SETTINGS, Duration.ofMillis(50));
    private final Intake intake =
            new Intake(Clock.fixed(Deliveries.NOW, ZoneOffset.UTC), decoder, new EventSchemas(), SETTINGS);

    private List<Verdict> take(Supplier<EventBody> body, EventLog into) {
        try (IntakeGate.Visit visit = gate.enter()) {
            return intake.take("till", visit, body, into);
        }
    }

    private List<Verdict> take(Supplier<EventBody> body) {
        return take(body, log);
    }

    private List<Verdict> json(String json) {
        return take(() -> EventBody.json(Deliveries.json(json)));
    }

    /** What the consumer will make of what was written. */
    private Event read(int index) {
        Entry entry = written.get(index);
        return Deliveries.event(Deliveries.of(entry.topic(), entry.headers(), entry.value()));
    }

    @Test
    void writesACloudEventByteForByteToItsTopic() {
        String event = "{'specversion':'1.0','id':'e1','source':'/shop','type':'order.refunded',"
                + "'time':'2026-03-01T11:00:00Z','subject':'17850','extra':1,'data':{ 'order_id' : 'o' }}";
        assertThat(json(event))
                .containsExactly(new Verdict(0, java.util.Optional.of("e1"), "accepted", List.of(), List.of()));
        assertThat(written).hasSize(1);
        assertThat(written.get(0).value()).isEqualTo(Deliveries.json(event));
        assertThat(written.get(0).topic()).isEqualTo("customer_order");
        assertThat(written.get(0).key()).isEqualTo("17850".getBytes(UTF_8));
    }

    @Test
    void givesBareJsonWhatItDoesNotSay() {
        Verdict verdict = json("{'customer_id':'email:odd','type':'product.viewed','product_id':'85123A','x':1.50}")
                .get(0);
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.id().orElseThrow()).matches("[0-9a-f-]{36}");
        Event event = read(0);
        assertThat(event.stamp().id()).isEqualTo(verdict.id().get());
        assertThat(event.stamp().source()).isEqualTo("till");
        assertThat(event.stamp().time()).isEqualTo(Deliveries.NOW);
        assertThat(event.subject().toString()).isEqualTo("customer_id:email:odd");
        assertThat(event.data()).isEqualTo("{\"product_id\":\"85123A\",\"x\":1.50}");
        assertThat(written.get(0).topic()).isEqualTo("customer_interactions");
    }

    @Test
    void bareJsonMustNameItsType() {
        Verdict verdict = json("{'customer_id':'1'}").get(0);
        assertThat(verdict.status()).isEqualTo("rejected");
        assertThat(verdict.errors()).extracting(Fault::code).containsExactly("no_envelope");
        assertThat(written).isEmpty();
    }

    @Test
    void takesACloudEventInBinaryForm() {
        List<Header> attributes = List.of(
                Deliveries.header("ce_specversion", "1.0"),
                Deliveries.header("ce_id", "e1"),
                Deliveries.header("ce_source", "/é"),
                Deliveries.header("ce_type", "product.viewed"),
                Deliveries.header("ce_time", "2026-03-01T11:00:00Z"),
                Deliveries.header("ce_subject", "anonymous_id:a"),
                Deliveries.header("ce_backfill", "true"),
                Deliveries.header("ce_traceparent", "00-x"));
        byte[] data = Deliveries.json("{'product_id':'p'}");
        assertThat(take(() -> EventBody.binary(data, attributes)).get(0).accepted())
                .isTrue();
        assertThat(read(0)).isEqualTo(Deliveries.event(Deliveries.of("customer_interactions", attributes, data)));
        assertThat(written.get(0).value()).isEqualTo(data);
        assertThat(written.get(0).headers()).contains(Deliveries.header("ce_traceparent", "00-x"));
        assertThat(written.get(0).key()).isEqualTo("a".getBytes(UTF_8));
    }

    @Test
    void dataThatEndTooEarlyCannotBecomeMembersOfTheEnvelope() {
        List<Header> attributes = List.of(
                Deliveries.header("ce_specversion", "1.0"),
                Deliveries.header("ce_id", "e1"),
                Deliveries.header("ce_source", "s"),
                Deliveries.header("ce_type", "x"),
                Deliveries.header("ce_time", "2026-03-01T11:00:00Z"),
                Deliveries.header("ce_subject", "1"));
        Verdict verdict = take(() -> EventBody.binary(Deliveries.json("{},'backfill':true"), attributes))
                .get(0);
        assertThat(verdict.errors()).extracting(Fault::code).containsExactly("not_json");
    }

    @Test
    void judgesEachOfManyByItself() {
        List<Verdict> verdicts = json("""
                [{'customer_id':'1','type':'cart.viewed'}, 3, {'customer_id':'1','type':'order.completed','id':'o',
                  'currency':'gbp','products':[{'quantity':'x'}],'coupon':1},
                 {'customer_id':'1','type':'cart.viewed','time':'2026-03-01T12:06:00Z'},
                 {'type':'cart.viewed'},{'customer_id':'1','type':'product.viewed','product_id':'p','quantity':'two'}]""");
        assertThat(verdicts).extracting(Verdict::index).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(verdicts)
                .extracting(Verdict::status)
                .containsExactly("accepted", "rejected", "rejected", "rejected", "rejected", "accepted");
        assertThat(verdicts.get(1).errors()).extracting(Fault::code).containsExactly("no_envelope");
        assertThat(verdicts.get(2).id()).contains("o");
        assertThat(verdicts.get(2).errors())
                .extracting(fault -> fault.code() + ' ' + fault.pointer())
                .contains("wrong_type /currency", "missing_field /order_id", "missing_field /total")
                .contains("missing_field /products/0/product_id", "wrong_type /products/0/quantity");
        assertThat(verdicts.get(3).errors()).extracting(Fault::code).containsExactly("time_in_future");
        assertThat(verdicts.get(4).errors()).extracting(Fault::code).containsExactly("no_customer");
        assertThat(verdicts.get(5).warnings())
                .extracting(fault -> fault.code() + ' ' + fault.pointer())
                .containsExactly("wrong_type /quantity");
        assertThat(written).hasSize(2);
        assertThat(read(1).violations()).hasSize(1);
    }

    @Test
    void saysNothingOfWhatWasSent() {
        List<Verdict> verdicts = json(
                "{'customer_id':'1','type':'customer.registered','email':'secret@@x','birthday':'secret','name':['secret']}");
        assertThat(verdicts.get(0).warnings()).hasSize(3);
        assertThat(verdicts.toString()).doesNotContain("secret");
    }

    @Test
    void readsLinesWhateverEndsThem() {
        String lines =
                "\uFEFF{\"customer_id\":\"1\",\"type\":\"cart.viewed\"}\r\n\r\n  \n{\"customer_id\":\"2\",\"type\":\"cart.viewed\"}\nx";
        assertThat(take(() -> EventBody.lines(lines.getBytes(UTF_8))))
                .extracting(Verdict::status)
                .containsExactly("accepted", "accepted", "rejected");
    }

    @Test
    void readsTables() {
        String table = """
                \uFEFFcustomer_id,type,time,order_id,currency,total,products.0.product_id,products.0.quantity,/products/1/product_id,/products/1/quantity,note
                1,order.completed,2026-02-01T00:00:00Z,o,GBP,12.50,p,2,q,3,"a ""b"", c"
                1,order.completed,,o2,GBP,much
                1,a,b,c,d,e,f,g,h,i,j,too many
                """.replace("\n", "\r\n");
        List<Verdict> verdicts = take(() -> EventBody.table(table.getBytes(UTF_8)));
        assertThat(verdicts).extracting(Verdict::status).containsExactly("accepted", "rejected", "rejected");
        assertThat(verdicts.get(1).errors()).extracting(Fault::pointer).containsExactly("/total");
        assertThat(read(0).data())
                .isEqualTo(
                        "{\"order_id\":\"o\",\"currency\":\"GBP\",\"total\":\"12.50\",\"products\":["
                                + "{\"product_id\":\"p\",\"quantity\":2},{\"product_id\":\"q\",\"quantity\":3}],\"note\":\"a \\\"b\\\", c\"}");
    }

    @Test
    void tablesHaveFlagsWhereTheContractHas() {
        String table = """
                customer_id,type,purpose,granted,consents.marketing_sms
                1,customer.consent_changed,profiling,false,
                1,customer.registered,,,true
                1,customer.consent_changed,profiling,TRUE,
                1,customer.registered,,,False
                """;
        assertThat(take(() -> EventBody.table(table.getBytes(UTF_8))))
                .allMatch(Verdict::accepted)
                .allMatch(verdict -> verdict.warnings().isEmpty());
    }

    @Test
    void tablesOfCloudEventsHaveNumbersAndFlagsInTheirData() {
        String table = """
                specversion,id,source,subject,type,time,backfill,data.order_id,data.currency,data.total,data.products.0.product_id,data.products.0.quantity,data.granted,data.purpose
                1.0,a,s,1,order.completed,2026-02-01T00:00:00Z,TRUE,o,GBP,2,p,3,,
                1.0,b,s,1,customer.consent_changed,2026-02-01T00:00:00Z,,,,,,,TRUE,profiling
                """;
        assertThat(take(() -> EventBody.table(table.getBytes(UTF_8))))
                .allMatch(Verdict::accepted)
                .allMatch(verdict -> verdict.warnings().isEmpty());
        assertThat(read(0).backfill()).isTrue();
        assertThat(read(0).data())
                .isEqualTo("{\"order_id\":\"o\",\"currency\":\"GBP\",\"total\":\"2\","
                        + "\"products\":[{\"product_id\":\"p\",\"quantity\":3}]}");
        assertThat(read(1).data()).isEqualTo("{\"granted\":true,\"purpose\":\"profiling\"}");
    }

    @Test
    void aListMayBeEmpty() {
        assertThat(json(" [ ] ")).isEmpty();
        assertThat(take(() -> EventBody.batch(Deliveries.json("[]")))).isEmpty();
        assertThat(take(() -> EventBody.lines(Deliveries.json("\n \n")))).isEmpty();
        assertThat(take(() -> EventBody.table(Deliveries.json("customer_id,type\r\n"))))
                .isEmpty();
        refused(() -> EventBody.lines(new byte[0]), Reason.MALFORMED);
        refused(() -> EventBody.batch(new byte[0]), Reason.MALFORMED);
        refused(() -> EventBody.structured(Deliveries.json(" ")), Reason.MALFORMED);
    }

    @Test
    void whatIsSaidToBeACloudEventIsJudgedAsOne() {
        byte[] event = Deliveries.json("{'customer_id':'1','type':'cart.viewed','id':'mine'}");
        Verdict verdict = take(() -> EventBody.structured(event)).get(0);
        assertThat(verdict.id()).contains("mine");
        assertThat(verdict.errors())
                .extracting(fault -> fault.code() + ' ' + fault.pointer())
                .containsExactly("missing_field /specversion");
        String batch = "[" + new String(event, UTF_8) + "]";
        assertThat(take(() -> EventBody.batch(batch.getBytes(UTF_8))).get(0).errors())
                .isEqualTo(verdict.errors());
    }

    @Test
    void tellsTheIdOfWhatIsNoEvent() {
        List<Verdict> verdicts = json("""
                [{'specversion':'1.0','id':'a','source':'s','type':'x','time':'now','subject':'1'},
                 {'customer_id':'1','type':'x','id':'b','time':'now'}, {'id':7}, {'a':1}, 'c']""");
        assertThat(verdicts).noneMatch(Verdict::accepted);
        assertThat(verdicts)
                .extracting(verdict -> verdict.id().orElse(null))
                .containsExactly("a", "b", null, null, null);
        List<Header> attributes = List.of(Deliveries.header("ce_id", "d"), Deliveries.header("ce_type", "x"));
        assertThat(take(() -> EventBody.binary(Deliveries.json("{}"), attributes))
                        .get(0)
                        .id())
                .contains("d");
        assertThat(take(() -> EventBody.table(Deliveries.json("id\ne,too many\n")))
                        .get(0)
                        .id())
                .contains("e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,a\n1,2\n",
                "a,a.b\n1,2\n",
                "a.,b\n1,2\n",
                ",b\n1,2\n",
                "a\n\"open",
                "",
            })
    void refusesTablesThatMakeNoSense(String table) {
        refused(() -> EventBody.table(table.getBytes(UTF_8)), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[", "[{]", "[{}] x", "[{\"a\":1},", "[\u0000]"})
    void refusesBodiesThatAreNoJson(String json) {
        refused(() -> EventBody.json(json.getBytes(UTF_8)), Reason.MALFORMED);
    }

    @Test
    void refusesWhatIsTooMuch() {
        refused(() -> EventBody.json(("[" + "3,".repeat(500) + "3]").getBytes(UTF_8)), Reason.TOO_LARGE);
        refused(() -> EventBody.lines("x\n".repeat(5001).getBytes(UTF_8)), Reason.TOO_LARGE);
        refused(() -> EventBody.table(("a\n" + "x\n".repeat(5001)).getBytes(UTF_8)), Reason.TOO_LARGE);
        refused(() -> EventBody.json(new byte[EventDecoder.LARGEST_VALUE + 1]), Reason.TOO_LARGE);
    }

    @Test
    void aTableIsNotMuchLargerAsJson() {
        String heading = "x".repeat(256);
        assertThat(take(() -> EventBody.table(("customer_id,type," + heading + "\n1,cart.viewed,y").getBytes(UTF_8))))
                .allMatch(Verdict::accepted);
        refused(() -> EventBody.table((heading + "x\ny\n").getBytes(UTF_8)), Reason.MALFORMED);
        String headings =
                IntStream.range(0, 200).mapToObj(i -> "x".repeat(250) + i).collect(Collectors.joining(","));
        String row = "\n" + "y,".repeat(199) + "y";
        refused(() -> EventBody.table((headings + row.repeat(1000)).getBytes(UTF_8)), Reason.TOO_LARGE);
    }

    @Test
    void doesNotListAllThatIsWrong() {
        String order =
                "{\"customer_id\":\"1\",\"type\":\"order.completed\",\"products\":[" + "1,".repeat(200_000) + "1]}";
        List<Fault> errors =
                take(() -> EventBody.json(order.getBytes(UTF_8))).get(0).errors();
        assertThat(errors).hasSize(20);
        String small = "{\"customer_id\":\"1\",\"type\":\"order.completed\",\"products\":[" + "1,".repeat(50) + "1]}\n";
        List<Verdict> verdicts = take(() -> EventBody.lines(small.repeat(1000).getBytes(UTF_8)));
        assertThat(verdicts)
                .noneMatch(Verdict::accepted)
                .allMatch(verdict -> !verdict.errors().isEmpty());
        assertThat(verdicts.stream()
                        .mapToInt(verdict -> verdict.errors().size())
                        .sum())
                .as("a thousand, and for each event that comes after them what the decoder says")
                .isLessThan(2020);
    }

    @Test
    void oneOfManyThatIsTooLargeIsRejectedAlone() {
        String large = "{\"customer_id\":\"1\",\"type\":\"cart.viewed\",\"x\":\""
                + "x".repeat(EventDecoder.LARGEST_VALUE) + "\"}";
        List<Verdict> verdicts = take(
                () -> EventBody.lines((large + "\n{\"customer_id\":\"1\",\"type\":\"cart.viewed\"}").getBytes(UTF_8)));
        assertThat(verdicts).extracting(Verdict::status).containsExactly("rejected", "accepted");
        assertThat(verdicts.get(0).errors()).extracting(Fault::code).containsExactly("too_large");
    }

    @Test
    void theLargestEventIsTakenInAnyForm() {
        String bare = "{\"customer_id\":\"1\",\"type\":\"cart.viewed\",\"x\":\"";
        byte[] event = (bare + "x".repeat(EventDecoder.LARGEST_VALUE - bare.length() - 2) + "\"}").getBytes(UTF_8);
        List<Header> attributes = List.of(
                Deliveries.header("ce_specversion", "1.0"),
                Deliveries.header("ce_id", "e1"),
                Deliveries.header("ce_source", "s"),
                Deliveries.header("ce_type", "cart.viewed"),
                Deliveries.header("ce_time", "2026-03-01T11:00:00Z"));
        assertThat(take(() -> EventBody.lines(event))).allMatch(Verdict::accepted);
        assertThat(take(() -> EventBody.json(event))).allMatch(Verdict::accepted);
        assertThat(take(() -> EventBody.binary(event, attributes))).allMatch(Verdict::accepted);
        assertThat(read(1).data()).isEqualTo(read(0).data());
        assertThat(read(2)).isEqualTo(Deliveries.event(Deliveries.of("customer_interactions", attributes, event)));
    }

    @Test
    void aSingleEventThatTheLogFindsTooLargeIsTooLarge() {
        byte[] event = Deliveries.json("{'customer_id':'1','type':'cart.viewed'}");
        EventLog narrow = entries -> List.of(Outcome.TOO_LARGE);
        assertThatThrownBy(() -> take(() -> EventBody.json(event), narrow))
                .isInstanceOfSatisfying(
                        IntakeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThat(take(() -> EventBody.lines(event), narrow).get(0).errors())
                .extracting(Fault::code)
                .containsExactly("too_large");
    }

    @Test
    void hardJsonIsRejectedNotFailed() {
        String deep = "[".repeat(200) + "]".repeat(200);
        List<Verdict> verdicts = take(() -> EventBody.lines(String.join(
                        "\n",
                        "{\"a\":1,\"a\":2}",
                        "{\"a\":" + deep + "}",
                        "{\"customer_id\":\"\\u0000\",\"type\":\"x\"}",
                        "{\"customer_id\":\"1\",\"type\":\"x\",\"n\":1e999}")
                .getBytes(UTF_8)));
        assertThat(verdicts).allMatch(verdict -> !verdict.accepted());
        byte[] broken = {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};
        assertThat(take(() -> EventBody.lines(broken)).get(0).errors())
                .extracting(Fault::code)
                .containsExactly("not_json");
    }

    @Test
    void isBusyWhenTheLogTakesNothing() {
        busy("{'customer_id':'1','type':'cart.viewed'}", Outcome.NOT_TAKEN);
        busy("{'customer_id':'1','type':'cart.viewed','id':'mine'}", Outcome.UNKNOWN);
        busy("[3,{'customer_id':'1','type':'x'},{'customer_id':'1','type':'x','id':'mine'}]", Outcome.NOT_TAKEN);
    }

    private void busy(String json, Outcome outcome) {
        assertThatThrownBy(() -> take(
                        () -> EventBody.json(Deliveries.json(json)),
                        entries -> Collections.nCopies(entries.size(), outcome)))
                .isInstanceOfSatisfying(IntakeRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.BUSY);
                    assertThat(refused.patience()).isPositive();
                });
    }

    @Test
    void whatMayYetBeWrittenUnderAnIdGivenHereIsToldThatId() {
        byte[] event = Deliveries.json("{'customer_id':'1','type':'cart.viewed'}");
        Verdict verdict = take(() -> EventBody.json(event), entries -> {
                    written.addAll(entries);
                    return List.of(Outcome.UNKNOWN);
                })
                .get(0);
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.errors()).extracting(Fault::code).containsExactly("not_written");
        json("{'customer_id':'1','type':'cart.viewed','id':'" + verdict.id().orElseThrow() + "'}");
        assertThat(read(1).stamp()).isEqualTo(read(0).stamp());
    }

    @Test
    void tellsWhichWereWrittenIfSomeWere() {
        List<Verdict> verdicts = take(
                () -> EventBody.json(
                        Deliveries.json(
                                "[{'customer_id':'1','type':'cart.viewed'},{'customer_id':'1','type':'cart.viewed','id':'mine'},3]")),
                entries -> List.of(Outcome.WRITTEN, Outcome.UNKNOWN));
        assertThat(verdicts).extracting(Verdict::status).containsExactly("accepted", "rejected", "rejected");
        assertThat(verdicts.get(1).id()).contains("mine");
        assertThat(verdicts.get(1).errors()).extracting(Fault::code).containsExactly("not_written");
    }

    @Test
    void anAccountHasItsPaceAndNoOtherWaits() {
        String lines = "{\"customer_id\":\"1\",\"type\":\"cart.viewed\"}\n".repeat(5000);
        assertThat(take(() -> EventBody.lines(lines.getBytes(UTF_8)))).hasSize(5000);
        assertThatThrownBy(() -> take(() -> EventBody.lines(lines.getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        IntakeRefused.class,
                        refused -> assertThat(refused.patience().toSeconds()).isBetween(400L, 500L));
        try (IntakeGate.Visit visit = gate.enter()) {
            assertThat(intake.take("other", visit, () -> EventBody.lines(lines.getBytes(UTF_8)), log))
                    .hasSize(5000);
        }
    }

    @Test
    void turnsAwayWhoComesWhenItIsFull() {
        try (IntakeGate.Visit one = gate.enter();
                IntakeGate.Visit two = gate.enter()) {
            one.work();
            two.work();
            refused(() -> EventBody.json(Deliveries.json("{}")), Reason.BUSY);
            one.read(31 * 1024 * 1024);
            assertThatThrownBy(() -> two.read(3 * 1024 * 1024)).isInstanceOf(IntakeRefused.class);
        }
        try (IntakeGate.Visit again = gate.enter()) {
            again.read(31 * 1024 * 1024);
        }
    }

    @Test
    void whoComesWhenItIsFullIsTakenWhenSomebodyLeaves() throws InterruptedException {
        IntakeGate patient = new IntakeGate(SETTINGS);
        IntakeGate.Visit one = patient.enter();
        IntakeGate.Visit two = patient.enter();
        one.work();
        two.work();
        Thread coming = Thread.currentThread();
        Thread leaving = new Thread(() -> {
            while (coming.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            one.close();
        });
        leaving.start();
        try (IntakeGate.Visit three = patient.enter()) {
            assertThatCode(three::work).doesNotThrowAnyException();
        }
        leaving.join();
        two.close();
    }

    @Test
    void aRecordOnATopicIsReadAsBefore() {
        Delivery bare =
                Deliveries.bare("customer_order", "{'customer_id':'1','order_id':'o','currency':'GBP','total':1}");
        assertThat(Deliveries.event(bare).type()).isEqualTo("order.completed");
    }

    private void refused(Supplier<EventBody> body, Reason reason) {
        assertThatThrownBy(() -> take(body))
                .isInstanceOfSatisfying(
                        IntakeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
