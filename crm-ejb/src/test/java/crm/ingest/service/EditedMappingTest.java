package crm.ingest.service;

import static crm.ingest.service.Deliveries.bare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Event;
import crm.ingest.entity.EventTopics;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.Mapping.Datum;
import crm.ingest.entity.Mapping.Field;
import crm.ingest.entity.MappingRefused;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditedMappingTest {

    private static final Mapping TILL = new Mapping(
            at("/head/nr"),
            is("/till"),
            at("/head/at"),
            Optional.of("epoch_ms"),
            Optional.of(new Field(Optional.of("/kind"), Optional.of("sale"))),
            Map.of("sale", "order.completed", "link", "customer.identified"),
            at("/who/0"),
            at("/cookie"),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    private static Optional<Field> at(String pointer) {
        return Optional.of(new Field(Optional.of(pointer), Optional.empty()));
    }

    private static Optional<Field> is(String constant) {
        return Optional.of(new Field(Optional.empty(), Optional.of(constant)));
    }

    private static Decoded decode(Mapping mapping, String json) {
        return new EventDecoder(
                        Clock.fixed(Deliveries.NOW, ZoneOffset.UTC),
                        Deliveries.SETTINGS,
                        () -> Map.of("customer_order", new EditedMapping(mapping)))
                .decode(bare("customer_order", json));
    }

    @Test
    void readsTheEnvelopeFromWhereItIs() {
        Event event = (Event) decode(TILL, """
                {'head':{'nr':815,'at':1577836800123},'who':['17850'],'order_id':'o','currency':'GBP','total':1.50,'cookie':null}""");
        assertThat(event.stamp().id()).isEqualTo("815");
        assertThat(event.stamp().source()).isEqualTo("/till");
        assertThat(event.stamp().time()).isEqualTo(Instant.parse("2020-01-01T00:00:00.123Z"));
        assertThat(event.type()).isEqualTo("order.completed");
        assertThat(event.subject()).isEqualTo(Identity.customer("17850"));
        assertThat(event.data())
                .isEqualTo("{\"head\":{\"nr\":815,\"at\":1577836800123},\"who\":[\"17850\"],\"order_id\":\"o\","
                        + "\"currency\":\"GBP\",\"total\":1.50}");
    }

    @Test
    void anIdentificationKeepsWhomItIdentifies() {
        Event event = (Event) decode(TILL, "{'kind':'link','head':{'nr':1,'at':1},'who':['17850'],'cookie':'c\\\\'}");
        assertThat(event.payload())
                .isInstanceOfSatisfying(
                        CustomerIdentified.class,
                        identified -> assertThat(identified.links()).containsExactly(Identity.anonymous("c\\")));
    }

    @Test
    void fieldsOfTheDataCanHaveOtherNamesAndCountCents() {
        Mapping cents = cents(Optional.empty());
        Event order = (Event) decode(
                cents,
                "{'nr':1,'kind':'sale','who':'c','ref':'o-1','money':{'cents':1950},'currency':'EUR','total':7}");
        assertThat(order.data())
                .isEqualTo("{\"money\":{\"cents\":1950},\"currency\":\"EUR\",\"order_id\":\"o-1\",\"total\":19.50}");
        assertThat(order.payload()).isInstanceOfSatisfying(OrderCompleted.class, completed -> {
            assertThat(completed.orderId()).isEqualTo("o-1");
            assertThat(completed.total()).isEqualByComparingTo("19.50");
        });
        Event other = (Event) decode(cents, "{'nr':2,'kind':'look','who':'c','ref':'s-1','money':{'cents':0}}");
        assertThat(other.data()).isEqualTo("{\"ref\":\"s-1\",\"money\":{\"cents\":0}}");
    }

    @Test
    void fieldsGoIntoThePayload() {
        Event order = (Event)
                decode(
                        cents(Optional.of("/body")),
                        "{'nr':1,'kind':'sale','who':'c','ref':'o-1','money':{'cents':'-5'},'body':{'currency':'EUR','total':7,'ref':3}}");
        assertThat(order.data()).isEqualTo("{\"currency\":\"EUR\",\"order_id\":\"o-1\",\"total\":-0.05}");
    }

    @Test
    void aFieldThatIsNotThereIsMissingAndOneThatIsNoNumberIsWrong() {
        Rejection missing =
                (Rejection) decode(cents(Optional.empty()), "{'nr':1,'kind':'sale','who':'c','currency':'EUR'}");
        assertThat(missing.code()).isEqualTo(Rejection.Code.MISSING_FIELD);
        Rejection wrong = (Rejection) decode(
                cents(Optional.empty()),
                "{'nr':1,'kind':'sale','who':'c','ref':'o','money':{'cents':'x'},'currency':'EUR'}");
        assertThat(wrong.code()).isEqualTo(Rejection.Code.WRONG_TYPE);
        assertThat(wrong.pointer()).isEqualTo("/money/cents");
    }

    private static Mapping cents(Optional<String> data) {
        return new Mapping(
                at("/nr"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at("/kind"),
                Map.of("sale", "order.completed"),
                at("/who"),
                Optional.empty(),
                Optional.empty(),
                data,
                Map.of(
                        "order.completed",
                        Map.of(
                                "order_id", new Datum("/ref", Optional.empty()),
                                "total", new Datum("/money/cents", Optional.of(2)))));
    }

    @Test
    void dataCanLieInThePayload() {
        Mapping nested = new Mapping(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                is("cart.viewed"),
                Map.of(),
                at("/customer"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/payload"),
                Map.of());
        Event event = (Event) decode(nested, "{'customer':'1','payload':{'n':1.0 ,'m':[]},'rest':3}");
        assertThat(event.data()).isEqualTo("{\"n\":1.0 ,\"m\":[]}");
        assertThat(event.stamp().id()).isEqualTo(Deliveries.TOPIC + ":3:77");
        assertThat(event.stamp().source()).isEqualTo("shop.customer_order");
        assertThat(event.stamp().time()).isEqualTo(Deliveries.PRODUCED);
        Rejection missing = (Rejection) decode(nested, "{'customer':'1'}");
        assertThat(missing.pointer()).isEqualTo("/payload");
        Rejection wrong = (Rejection) decode(nested, "{'customer':'1','payload':[]}");
        assertThat(wrong.code()).isEqualTo(Rejection.Code.WRONG_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'head':{'nr':1,'at':'2020-01-01T00:00:00Z'},'who':['1']}|/head/at|WRONG_TYPE",
                "{'head':{'nr':[],'at':1},'who':['1']}|/head/nr|WRONG_TYPE",
                "{'head':{'nr':'','at':1},'who':['1']}|/head/nr|WRONG_TYPE",
                "{'head':{'nr':1.5,'at':1},'who':['1']}|/head/nr|WRONG_TYPE",
                "{'head':{'nr':1,'at':99999999999999999},'who':['1']}|/head/at|WRONG_TYPE",
                "{'head':{'nr':1,'at':1},'who':{}}|``|NO_CUSTOMER",
                "{'head':{'nr':1,'at':1},'who':['1'],'currency':'GBP'}|/order_id|MISSING_FIELD",
            })
    void saysWhereARecordDoesNotFit(String json, String pointer, Rejection.Code code) {
        Rejection rejection = (Rejection) decode(TILL, json);
        assertThat(rejection.pointer()).isEqualTo(pointer);
        assertThat(rejection.code()).isEqualTo(code);
    }

    /** The default mapping has a fast reader of its own; both read the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'customer_id':'17850','type':'product.viewed','product_id':'p','time':'2020-01-01T00:00:00Z'}",
                "{'customer_id':'17850','order_id':'o','currency':'GBP','total':'1','id':'i','source':'s'}",
                "{'anonymous_id':'a','type':'cart.viewed'}",
                "{'anonymous_id':'a','customer_id':'c','type':'customer.identified'}",
                "{'anonymous_id':'a','customer_id':'c','type':'customer.registered','name':'x','subject':'y'}",
                "{'type':'x','customer_id':null,'anonymous_id':'a','time':null}",
                "{'type':'x','customer_id':'c','time':'no'}",
                "{'type':[],'customer_id':'c'}",
                "{'type':'','customer_id':'c'}",
                "{'type':'x'}",
                "{}",
                "[]",
                "{",
            })
    void theDefaultReadByThisIsTheDefault(String json) {
        for (String topic : EventTopics.ALL) {
            Decoded fast = Deliveries.decoder().decode(bare(topic, json));
            Decoded edited = new EventDecoder(
                            Clock.fixed(Deliveries.NOW, ZoneOffset.UTC),
                            Deliveries.SETTINGS,
                            () -> Map.of(topic, new EditedMapping(Mapping.defaultOf(topic))))
                    .decode(bare(topic, json));
            if (fast instanceof Rejection refused) {
                assertThat(edited).isInstanceOfSatisfying(Rejection.class, also -> {
                    assertThat(also.code()).isEqualTo(refused.code());
                    assertThat(also.pointer()).isEqualTo(refused.pointer());
                });
            } else {
                assertThat(edited).isEqualTo(fast);
            }
        }
    }

    @Test
    void staysWhatItIsInTheDatabase() {
        assertThat(MappingJson.read(MappingJson.write(TILL))).isEqualTo(TILL);
        assertThat(MappingJson.read(MappingJson.write(cents(Optional.empty())))).isEqualTo(cents(Optional.empty()));
        EventTopics.ALL.forEach(topic -> assertThat(MappingJson.read(MappingJson.write(Mapping.defaultOf(topic))))
                .isEqualTo(Mapping.defaultOf(topic)));
    }

    @Test
    void isTriedWithoutEffect() {
        Decoded decoded = Deliveries.decoder()
                .attempt("customer_order", "shop", Mapping.defaultOf("customer_order"), Deliveries.json("{"));
        assertThat(decoded).isInstanceOf(Rejection.class);
    }

    @Test
    void saysAllThatIsWrongWithAMapping() {
        Mapping wrong = new Mapping(
                is("always"),
                Optional.of(new Field(Optional.empty(), Optional.empty())),
                is("2020-01-01T00:00:00Z"),
                Optional.of("stardate"),
                at("no pointer"),
                Map.of("a/b", " "),
                at(""),
                Optional.empty(),
                Optional.empty(),
                Optional.of("data"),
                Map.of("order.completed", Map.of("total", new Datum("", Optional.of(19)))));
        assertThatThrownBy(() -> MappingRules.check(wrong))
                .isInstanceOfSatisfying(
                        MappingRefused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(
                                        "/id/constant",
                                        "/source",
                                        "/time/constant",
                                        "/type/pointer",
                                        "/customer_id/pointer",
                                        "/time_format",
                                        "/data",
                                        "/types/a~1b",
                                        "/fields/order.completed/total/pointer",
                                        "/fields/order.completed/total/decimals"));
    }
}
