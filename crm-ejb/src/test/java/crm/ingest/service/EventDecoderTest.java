package crm.ingest.service;

import static crm.ingest.service.Deliveries.bare;
import static crm.ingest.service.Deliveries.binary;
import static crm.ingest.service.Deliveries.cloudEvent;
import static crm.ingest.service.Deliveries.event;
import static crm.ingest.service.Deliveries.header;
import static crm.ingest.service.Deliveries.json;
import static crm.ingest.service.Deliveries.structured;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "specversion", "1.0",
            "id", "e1",
            "source", "/shop",
            "type", "page.viewed",
            "time", "2026-03-01T11:00:00Z");

    @Test
    void readsAStructuredCloudEvent() {
        Event event = event(structured("""
                { 'specversion': '1.0', 'datacontenttype': 'application/json', 'data': {'sku': [1, 2], 'ä': 'é'},
                  'id': 'e1', 'source': '/shop', 'type': 'shoe.tied', 'time': '2026-03-01T12:00:00.1234567+01:00',
                  'subject': '17850', 'backfill': true, 'traceparent': 'x' }"""));
        assertThat(event)
                .isEqualTo(new Event(
                        new Stamp(Instant.parse("2026-03-01T11:00:00.123456Z"), "/shop", "e1"),
                        "shoe.tied",
                        Identity.customer("17850"),
                        true,
                        Occurrence.INSTANCE,
                        "{\"sku\": [1, 2], \"ä\": \"é\"}"));
    }

    @Test
    void takesAnyObjectWithASpecversionForACloudEvent() {
        Event event = event(bare("customer_interactions", """
                {'specversion': '1.0', 'id': 'e1', 'source': '/shop', 'type': 'cart.viewed', 'subject': 'c',
                 'time': '2026-03-01T11:00:00Z', 'data': {}}"""));
        assertThat(event.data()).isEqualTo("{}");
        assertThat(event.stamp().source()).isEqualTo("/shop");
    }

    @Test
    void readsABinaryCloudEvent() {
        Map<String, String> attributes = new HashMap<>(ATTRIBUTES);
        attributes.put("subject", "jörg");
        attributes.put("backfill", "true");
        Event event = event(binary(attributes, " {'url': 'https://shop.example/'} "));
        assertThat(event.stamp()).isEqualTo(new Stamp(Instant.parse("2026-03-01T11:00:00Z"), "/shop", "e1"));
        assertThat(event.type()).isEqualTo("page.viewed");
        assertThat(event.subject()).isEqualTo(Identity.customer("jörg"));
        assertThat(event.backfill()).isTrue();
        assertThat(event.data()).isEqualTo("{\"url\": \"https://shop.example/\"}");
    }

    @Test
    void readsTheLastOfRepeatedHeaders() {
        List<Header> headers = new ArrayList<>();
        ATTRIBUTES.forEach((name, value) -> headers.add(header("ce_" + name, value)));
        headers.add(header("ce_id", "e2"));
        headers.add(new Header("ce_subject", null));
        Event event = event(Deliveries.of("x", headers, json("{'customer_id': 'c', 'url': ''}")));
        assertThat(event.stamp().id()).isEqualTo("e2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+json", "Application/CloudEvents+JSON; charset=UTF-8"})
    void prefersWhatTheContentTypeSays(String contentType) {
        List<Header> headers = List.of(header("Content-Type", contentType), header("ce_id", "other"));
        Event event = event(
                Deliveries.of("x", headers, cloudEvent("cart.viewed", "{}").value()));
        assertThat(event.stamp().id()).isEqualTo("e1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "customer_registration|customer.registered|{}",
                "customer_order|order.completed|{'order_id':'o1','currency':'GBP','total':'1'}",
                "customer_interactions|interaction|{'anything':1}",
                "customer_consultation|consultation.started|{'conversation_id':'k1','subject':'my shoes'}",
                "customer_transaction|payment.attempted|{'transaction_id':'t','amount':1.5,'currency':'GBP'}",
            })
    void readsBareJsonAsTheTopicMeansIt(String role, String type, String data) {
        String inner = data.substring(1, data.length() - 1);
        Event event = event(bare(role, "{'customer_id':'17850'" + (inner.isEmpty() ? "" : ",") + inner + "}"));
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.subject()).isEqualTo(Identity.customer("17850"));
        assertThat(event.data()).isEqualTo(data.replace('\'', '"'));
        assertThat(event.backfill()).isFalse();
        assertThat(event.stamp()).isEqualTo(new Stamp(Deliveries.PRODUCED, "shop." + role, Deliveries.TOPIC + ":3:77"));
    }

    @Test
    void takesTheEnvelopeOutOfBareJsonAndNothingElse() {
        Event event = event(bare("customer_interactions", """
                {'a': [1, {'id': 2}] , 'id': 'e1', 'source': 'web', 'subject': 'shoes', 'type': 'product.viewed',
                 'customer_id' : 'c', 'product_id':'85123A','time': '2026-03-01T11:00:00Z', 'anonymous_id': 'a',
                 'backfill': true, 'data': {'customer_id': 'not ours'}, 'n': 1.50}"""));
        assertThat(event.stamp()).isEqualTo(new Stamp(Instant.parse("2026-03-01T11:00:00Z"), "web", "e1"));
        assertThat(event.type()).isEqualTo("product.viewed");
        assertThat(event.subject()).isEqualTo(Identity.customer("c"));
        assertThat(event.backfill()).isFalse();
        assertThat(event.data())
                .isEqualTo(
                        "{\"a\": [1, {\"id\": 2}],\"subject\": \"shoes\",\"product_id\":\"85123A\",\"backfill\": true,"
                                + "\"data\": {\"customer_id\": \"not ours\"},\"n\": 1.50}");
    }

    @Test
    void takesNullsInAnEnvelopeForAbsent() {
        Event event = event(bare(
                "customer_interactions",
                "{'id': null, 'time': null, 'type': null, 'source': null, 'customer_id': null, 'anonymous_id': 'a'}"));
        assertThat(event.type()).isEqualTo("interaction");
        assertThat(event.subject()).isEqualTo(Identity.anonymous("a"));
    }

    @Test
    void keepsTheAnonymousIdInTheDataWhereItIsPartOfWhatIsSaid() {
        Event registered = event(bare("customer_registration", "{'customer_id': 'c', 'anonymous_id': 'a'}"));
        assertThat(registered.data()).isEqualTo("{\"anonymous_id\": \"a\"}");
        Event viewed = event(bare("customer_interactions", "{'customer_id': 'c', 'anonymous_id': 'a'}"));
        assertThat(viewed.data()).isEqualTo("{}");
    }

    @Test
    void readsAnEventWithoutData() {
        assertThat(event(binary(with("type", "cart.viewed", "subject", "c"), null))
                        .data())
                .isEqualTo("{}");
        assertThat(event(binary(with("type", "cart.viewed", "subject", "c"), ""))
                        .data())
                .isEqualTo("{}");
        assertThat(event(cloudEvent("cart.viewed", "null")).data()).isEqualTo("{}");
    }

    @Test
    void readsUtf8WithAByteOrderMark() {
        byte[] json = cloudEvent("shoe.tied", "{'ä':'\ud83d\ude00'}").value();
        byte[] marked = new byte[json.length + 3];
        System.arraycopy(json, 0, marked, 3, json.length);
        System.arraycopy("\ufeff".getBytes(UTF_8), 0, marked, 0, 3);
        assertThat(event(Deliveries.of("x", List.of(), marked)).data()).isEqualTo("{\"ä\":\"\ud83d\ude00\"}");
        byte[] bare = "\ufeff{\"customer_id\":\"c\",\"ä\":1}".getBytes(UTF_8);
        assertThat(event(Deliveries.of("customer_interactions", List.of(), bare))
                        .data())
                .isEqualTo("{\"ä\":1}");
    }

    @Test
    void keepsEscapesThatCanBeStored() {
        String data = "{'text':'\\u00e9 \\ud83d\\ude00 \\\\u0000'}";
        assertThat(event(cloudEvent("shoe.tied", data)).data()).isEqualTo(data.replace('\'', '"'));
    }

    @Test
    void readsTheLargestEventThereIs() {
        byte[] small = cloudEvent("shoe.tied", "{'text':''}").value();
        String filler = "x".repeat(EventDecoder.LARGEST_VALUE - small.length);
        Event event = event(cloudEvent("shoe.tied", "{'text':'" + filler + "'}"));
        assertThat(event.data()).hasSize(filler.length() + 11);
    }

    @Test
    void readsATimeUpToFiveMinutesAhead() {
        String ahead = Deliveries.NOW.plusSeconds(300).toString();
        assertThat(event(bare("customer_interactions", "{'customer_id':'c','time':'" + ahead + "'}"))
                        .stamp()
                        .time())
                .isEqualTo(ahead);
    }

    @Test
    void readsAnOrderToItsLastDigit() {
        Event event = event(cloudEvent("order.completed", """
                {'order_id': '536365', 'currency': 'GBP', 'total': '139.12',
                 'products': [{'product_id': '85123A', 'price': 2.55, 'quantity': 6}]}"""));
        assertThat(event.payload()).isInstanceOfSatisfying(OrderCompleted.class, order -> {
            assertThat(order.total()).isEqualByComparingTo("139.12");
            assertThat(order.lines().get(0).price())
                    .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("2.55"));
        });
    }

    private static Map<String, String> with(String... more) {
        Map<String, String> attributes = new HashMap<>(ATTRIBUTES);
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], more[i + 1]);
        }
        return attributes;
    }
}
