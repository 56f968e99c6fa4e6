package crm.ingest.service;

import static crm.ingest.service.Deliveries.bare;
import static crm.ingest.service.Deliveries.cloudEvent;
import static crm.ingest.service.Deliveries.event;
import static crm.ingest.service.Deliveries.rejection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {

    private static final Identity EMAIL = new Identity("email", "ada@example.org");
    private static final Identity PHONE = new Identity("phone", "+442079460958");
    private static final Identity CARD = new Identity("loyalty_id", "AB12");

    private final PayloadReader reader = new PayloadReader(new Identities(Deliveries.SETTINGS));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "customer.registered|{'name':'Ada'}",
                "customer.updated|{'name':null}",
                "customer.identified|{'anonymous_id':'a'}",
                "customer.consent_changed|{'purpose':'marketing_email','granted':true}",
                "order.completed|{'order_id':'o','currency':'GBP','total':1}",
                "order.refunded|{'order_id':'o'}",
                "order.cancelled|{'order_id':'o'}",
                "product.viewed|{'product_id':'p'}",
                "product.added|{'product_id':'p'}",
                "product.removed|{'product_id':'p'}",
                "product.reviewed|{'product_id':'p'}",
                "products.searched|{'query':''}",
                "page.viewed|{'url':'/'}",
                "cart.viewed|{}",
                "checkout.started|{}",
                "promotion.clicked|{}",
                "message.opened|{}",
                "message.clicked|{}",
                "interaction|{}",
                "consultation.started|{'conversation_id':'k'}",
                "consultation.message_received|{'conversation_id':'k','message_id':'m','text':''}",
                "consultation.message_sent|{'conversation_id':'k','message_id':'m','text':'hi'}",
                "consultation.ended|{'conversation_id':'k'}",
                "consultation.rated|{'conversation_id':'k','rating':5}",
                "payment.attempted|{'transaction_id':'t','amount':'1.00','currency':'EUR'}",
                "payment.captured|{'transaction_id':'t','amount':1,'currency':'EUR'}",
                "payment.declined|{'transaction_id':'t','amount':1,'currency':'EUR'}",
                "payment.refunded|{'transaction_id':'t','amount':1,'currency':'EUR'}",
                "chargeback.received|{'transaction_id':'t'}",
                "shoe.tied|{'anything':[]}",
            })
    void readsEachTypeInEachFormAlike(String type, String data) {
        Event structured = event(cloudEvent(type, data));
        Event binary = event(Deliveries.binary(
                Map.of(
                        "specversion", "1.0",
                        "id", "e1",
                        "source", "/shop",
                        "type", type,
                        "time", "2026-03-01T11:00:00Z",
                        "subject", "17850"),
                data));
        assertThat(binary).isEqualTo(structured);
        String rest = data.equals("{}") ? "}" : "," + data.substring(1);
        Event bare = event(bare(
                "customer_interactions",
                "{'customer_id':'17850','id':'e1','source':'/shop','type':'" + type + "','time':'2026-03-01T11:00:00Z'"
                        + rest));
        assertThat(bare).isEqualTo(structured);
        assertThat(reader.read(type, structured.data())).isEqualTo(structured.payload());
    }

    @Test
    void flattensWhatACustomerIsLike() {
        CustomerChanged changed = changed("customer.registered", """
                {'customer_id':'17850','anonymous_id':'a','first_name':'Ada','birthday':null,'company':null,
                 'email':' Ada@Example.org','phone':'020 7946 0958','score':1.50,
                 'address':{'city':'Köln', 'a/b~c':{'deep':[1, {'x' : 2}]}, 'nothing':{}}, 'traits':{'vip':true},
                 'identities':[{'namespace':'loyalty_id','value':'ab-12'},{'namespace':'email','value':'ADA@example.org'},
                               {'namespace':'customer_id','value':'other'},{'namespace':'shoe_size','value':'42'}],
                 'consents':{'marketing_email':true,'profiling':false,'odd':'yes','other':null,'deep':{'a':true}}}""");
        assertThat(changed.attributes())
                .containsExactly(
                        Map.entry("/first_name", "\"Ada\""),
                        Map.entry("/birthday", "null"),
                        Map.entry("/company", "null"),
                        Map.entry("/email", "\" Ada@Example.org\""),
                        Map.entry("/phone", "\"020 7946 0958\""),
                        Map.entry("/score", "1.50"),
                        Map.entry("/address/city", "\"Köln\""),
                        Map.entry("/address/a~1b~0c/deep", "[1, {\"x\" : 2}]"),
                        Map.entry("/traits/vip", "true"));
        assertThat(changed.identities()).containsExactly(CARD, EMAIL, PHONE);
        assertThat(changed.links()).containsExactly(Identity.anonymous("a"), CARD);
        assertThat(changed.consents())
                .containsExactly(
                        Map.entry("marketing_email", Optional.of(true)),
                        Map.entry("profiling", Optional.of(false)),
                        Map.entry("other", Optional.empty()));
    }

    @Test
    void linksAVisitorByARegistrationOnly() {
        String data = "{'anonymous_id':'a','identities':[{'namespace':'loyalty_id','value':'ab12'}]}";
        assertThat(changed("customer.registered", data).links()).containsExactly(Identity.anonymous("a"), CARD);
        assertThat(changed("customer.updated", data).links()).containsExactly(CARD);
    }

    @Test
    void linksWhomIdentitiesName() {
        String data =
                "{'identities':[{'namespace':'anonymous_id','value':'b'},{'namespace':'email','value':'a@b.org'}]}";
        assertThat(changed("customer.registered", data).links()).containsExactly(Identity.anonymous("b"));
        CustomerChanged updated = changed("customer.updated", data);
        assertThat(updated.links()).isEmpty();
        assertThat(updated.identities()).containsExactly(new Identity("email", "a@b.org"));
    }

    @Test
    void keepsAnIllFormedEmailAsAnAttributeOnly() {
        CustomerChanged changed = changed("customer.updated", "{'email':'ada','phone':{'mobile':'12'}}");
        assertThat(changed.identities()).isEmpty();
        assertThat(changed.attributes())
                .containsExactly(Map.entry("/email", "\"ada\""), Map.entry("/phone/mobile", "\"12\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'identities':7}",
                "{'identities':[7,null,[],{},{'namespace':'email'},{'namespace':1,'value':'a'}]}",
                "{'consents':[true]}",
                "{'email':null,'phone':[]}",
                "{'identities':null,'consents':null}",
            })
    void readsACustomerInSpiteOfOddOptionalFields(String data) {
        CustomerChanged changed = changed("customer.registered", data);
        assertThat(changed.identities()).isEmpty();
        assertThat(changed.consents()).isEmpty();
    }

    @Test
    void readsLongValuesFarIntoTheText() {
        String filler = "ü".repeat(40_000);
        CustomerChanged changed = changed("customer.updated", "{'a':'" + filler + "','b':[1, 2],'c':-1.5e1}");
        assertThat(changed.attributes())
                .containsEntry("/a", '"' + filler + '"')
                .containsEntry("/b", "[1, 2]")
                .containsEntry("/c", "-1.5e1");
    }

    @Test
    void identifiesAVisitor() {
        CustomerIdentified identified = (CustomerIdentified) payload("customer.identified", """
                {'anonymous_id':' a ','identities':[{'namespace':'loyalty_id','value':'ab12'},
                 {'namespace':'email','value':'ada@example.org'},{'namespace':'customer_id','value':'other'},
                 {'namespace':'anonymous_id','value':'b'}, 7]}""");
        assertThat(identified.identities()).containsExactly(CARD, EMAIL, Identity.anonymous("b"));
        assertThat(identified.links()).containsExactly(Identity.anonymous("a"), CARD, Identity.anonymous("b"));
    }

    @Test
    void readsAConsent() {
        assertThat(payload("customer.consent_changed", "{'purpose':'profiling','granted':false,'text_version':'2'}"))
                .isEqualTo(new ConsentChanged("profiling", false));
    }

    @Test
    void readsAnOrder() {
        assertThat(payload("order.completed", """
                {'order_id':'o','currency':'DEM','total':'-12.500000','channel':'web','coupon':7,'products':[
                 {'product_id':'p','name':'Pen','category':'office','price':'2.55','quantity':6},
                 {'product_id':'q','category':null,'price':'cheap','quantity':-0.5,'x':{'product_id':1}}]}"""))
                .isEqualTo(new OrderCompleted(
                        "o",
                        "DEM",
                        new BigDecimal("-12.5"),
                        Optional.of("web"),
                        List.of(
                                new OrderLine(
                                        "p",
                                        Optional.of("office"),
                                        Optional.of(new BigDecimal("2.55")),
                                        new BigDecimal(6)),
                                new OrderLine("q", Optional.empty(), Optional.empty(), new BigDecimal("-0.5")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'order_id':'o','total':'5.10'}|5.1",
                "{'order_id':'o','total':7,'products':[{'product_id':'p','price':1,'quantity':1}]}|7",
                "{'order_id':'o','products':[{'product_id':'p','price':'0.1','quantity':3},"
                        + "{'product_id':'q','quantity':9},{'product_id':'r','price':0.2,'quantity':0.5}]}|0.4",
                "{'order_id':'o','products':[{'product_id':'p','price':'0.333333','quantity':0.333333}]}|0.111111",
                "{'order_id':'o','products':[{'product_id':'p','quantity':1}]}|0",
                "{'order_id':'o','products':[]}|",
                "{'order_id':'o','products':{}}|",
                "{'order_id':'o','total':null}|",
            })
    void refundsTheTotalElseItsProducts(String data, BigDecimal amount) {
        OrderRefunded refunded = (OrderRefunded) payload("order.refunded", data);
        assertThat(refunded.amount()).isEqualTo(Optional.ofNullable(amount));
        assertThat(refunded.cancelled()).isFalse();
        assertThat(((OrderRefunded) payload("order.cancelled", data)).cancelled())
                .isTrue();
    }

    @Test
    void keepsApartWhatIsRefundedAtTheOrdersPrice() {
        OrderRefunded refunded = (OrderRefunded)
                payload(
                        "order.refunded",
                        "{'order_id':'o','products':[{'product_id':'p','quantity':1},{'product_id':'q','price':2,'quantity':3}]}");
        assertThat(refunded.amount()).contains(new BigDecimal("6"));
        assertThat(refunded.unpriced()).extracting(OrderLine::productId).containsExactly("p");
    }

    @Test
    void guessesNoAmountWhereTheTotalIsNone() {
        isRejected("order.refunded", "{'order_id':'o','total':'odd'}", Code.WRONG_TYPE, "/total");
    }

    @Test
    void refundsInACurrencyIfThereIsOne() {
        assertThat(payload("order.cancelled", "{'order_id':'o','currency':'GBP'}"))
                .isEqualTo(new OrderRefunded("o", Optional.of("GBP"), Optional.empty(), List.of(), true));
        assertThat(payload("order.refunded", "{'order_id':'o','currency':'pounds'}"))
                .isEqualTo(new OrderRefunded("o", Optional.empty(), Optional.empty(), List.of(), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "customer.identified|{}|/anonymous_id",
                "customer.identified|{'anonymous_id':null,'identities':null}|/anonymous_id",
                "customer.consent_changed|{'granted':true}|/purpose",
                "customer.consent_changed|{'purpose':'p'}|/granted",
                "customer.consent_changed|{'purpose':'p','granted':null}|/granted",
                "order.completed|{'currency':'GBP','total':1}|/order_id",
                "order.completed|{'order_id':'o','total':1}|/currency",
                "order.completed|{'order_id':'o','currency':'GBP'}|/total",
                "order.completed|{'order_id':'o','currency':'GBP','total':1,'products':[{'product_id':'p'}]}"
                        + "|/products/0/quantity",
                "order.completed|{'order_id':'o','currency':'GBP','total':1,'products':[{'product_id':'p','quantity':1},"
                        + "{'quantity':1}]}|/products/1/product_id",
                "order.refunded|{'total':1}|/order_id",
                "order.cancelled|{}|/order_id",
                "product.viewed|{}|/product_id",
                "product.added|{'x':{'product_id':'p'}}|/product_id",
                "products.searched|{}|/query",
                "page.viewed|{}|/url",
                "consultation.started|{}|/conversation_id",
                "consultation.ended|{}|/conversation_id",
                "consultation.message_received|{'conversation_id':'k','text':''}|/message_id",
                "consultation.message_sent|{'conversation_id':'k','message_id':'m'}|/text",
                "consultation.rated|{'conversation_id':'k'}|/rating",
                "payment.attempted|{'amount':1,'currency':'GBP'}|/transaction_id",
                "payment.captured|{'transaction_id':'t','currency':'GBP'}|/amount",
                "payment.declined|{'transaction_id':'t','amount':1}|/currency",
                "payment.refunded|{}|/transaction_id",
                "chargeback.received|{}|/transaction_id",
            })
    void missesWhatIsRequired(String type, String data, String pointer) {
        isRejected(type, data, Code.MISSING_FIELD, pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "customer.identified|{'identities':{}}|/identities",
                "customer.identified|{'identities':[]}|/identities",
                "customer.identified|{'identities':['email']}|/identities/0",
                "customer.identified|{'identities':[{'namespace':'email','value':'a@b.org'},{'namespace':'email'}]}"
                        + "|/identities/1",
                "customer.consent_changed|{'purpose':'p','granted':'true'}|/granted",
                "customer.consent_changed|{'purpose':7,'granted':true}|/purpose",
                "order.completed|{'order_id':5,'currency':'GBP','total':1}|/order_id",
                "order.completed|{'order_id':'','currency':'GBP','total':1}|/order_id",
                "order.completed|{'order_id':'o','currency':'gbp','total':1}|/currency",
                "order.completed|{'order_id':'o','currency':'ABC','total':1}|/currency",
                "order.completed|{'order_id':'o','currency':'GBP','total':'1,50'}|/total",
                "order.completed|{'order_id':'o','currency':'GBP','total':true}|/total",
                "order.completed|{'order_id':'o','currency':'GBP','total':[1]}|/total",
                "order.completed|{'order_id':'o','currency':'GBP','total':1e31}|/total",
                "order.completed|{'order_id':'o','currency':'GBP','total':1,'products':['p']}|/products/0",
                "order.completed|{'order_id':'o','currency':'GBP','total':1,'products':[[]]}|/products/0",
                "order.completed|{'order_id':'o','currency':'GBP','total':1,'products':[{'product_id':'p','quantity':'6'}]}"
                        + "|/products/0/quantity",
                "order.completed|{'order_id':'o','currency':'GBP','total':1,'products':[{'product_id':85123}]}"
                        + "|/products/0/product_id",
                "order.refunded|{'order_id':{}}|/order_id",
                "product.viewed|{'product_id':['p']}|/product_id",
                "products.searched|{'query':1}|/query",
                "page.viewed|{'url':{}}|/url",
                "consultation.rated|{'conversation_id':'k','rating':0}|/rating",
                "consultation.rated|{'conversation_id':'k','rating':5.1}|/rating",
                "consultation.rated|{'conversation_id':'k','rating':'5'}|/rating",
                "payment.attempted|{'transaction_id':'t','amount':'x','currency':'GBP'}|/amount",
                "payment.attempted|{'transaction_id':'t','amount':1,'currency':826}|/currency",
                "chargeback.received|{'transaction_id':1}|/transaction_id",
            })
    void refusesWhatIsRequiredInAnotherType(String type, String data, String pointer) {
        isRejected(type, data, Code.WRONG_TYPE, pointer);
    }

    @Test
    void readsAgainWhatADatabaseWroteInItsOwnWay() {
        String jsonb = "{\"total\": 1" + "0".repeat(20) + ", \"order_id\": \"o\", \"currency\": \"GBP\", \"x\": 1"
                + "0".repeat(308) + "}";
        assertThat(reader.read("order.completed", jsonb)).isInstanceOf(OrderCompleted.class);
        Payload tiny = reader.read("order.refunded", "{\"order_id\":\"o\",\"total\":0." + "0".repeat(307) + "1}");
        assertThat(tiny)
                .isEqualTo(new OrderRefunded("o", Optional.empty(), Optional.of(BigDecimal.ZERO), List.of(), false));
    }

    @Test
    void saysWhyStoredDataCannotBeRead() {
        assertThatThrownBy(() -> reader.read("product.viewed", "{}"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection())
                                .isEqualTo(new Rejection(Code.MISSING_FIELD, "/data/product_id", "is required")));
        assertThatThrownBy(() -> reader.read("product.viewed", "{")).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> reader.read("product.viewed", "[]")).isInstanceOf(Rejected.class);
        assertThat(reader.read("shoe.tied", "{}")).isSameAs(Occurrence.INSTANCE);
    }

    private static void isRejected(String type, String data, Code code, String pointer) {
        Rejection ofCloudEvent = rejection(cloudEvent(type, data));
        assertThat(ofCloudEvent.pointer()).as(ofCloudEvent.toString()).isEqualTo("/data" + pointer);
        assertThat(ofCloudEvent.code()).as(ofCloudEvent.toString()).isEqualTo(code);
        String rest = data.equals("{}") ? "}" : "," + data.substring(1);
        Rejection ofBareJson = rejection(bare("customer_order", "{'customer_id':'c','type':'" + type + "'" + rest));
        assertThat(ofBareJson.pointer()).as(ofBareJson.toString()).isEqualTo(pointer);
        assertThat(ofBareJson.code()).as(ofBareJson.toString()).isEqualTo(code);
    }

    private static CustomerChanged changed(String type, String data) {
        return (CustomerChanged) payload(type, data);
    }

    private static Payload payload(String type, String data) {
        return event(cloudEvent(type, data)).payload();
    }
}
