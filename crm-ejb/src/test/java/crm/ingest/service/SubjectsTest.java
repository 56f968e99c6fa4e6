package crm.ingest.service;

import static crm.ingest.service.Deliveries.bare;
import static crm.ingest.service.Deliveries.event;
import static crm.ingest.service.Deliveries.rejection;
import static crm.ingest.service.Deliveries.structured;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'subject':'17850'|{}|customer_id:17850",
                "'subject':'customer_id:17850'|{}|customer_id:17850",
                "'subject':'shoe_size:42'|{}|customer_id:shoe_size:42",
                "'subject':'email:Ada@Example.org'|{}|email:ada@example.org",
                "'subject':'anonymous_id:a'|{}|anonymous_id:a",
                "'subject':'device_id: d '|{'anonymous_id':'a'}|device_id:d",
                "'subject':'17850'|{'anonymous_id':'a'}|customer_id:17850",
                "'subject':'17850'|{'customer_id':'17850'}|customer_id:17850",
                "'subject':'customer_id:17850'|{'customer_id':'17850'}|customer_id:17850",
                "'subject':'email:ada@example.org'|{'customer_id':'17850'}|customer_id:17850",
                "'subject':'email:ill-formed'|{'customer_id':'17850'}|customer_id:17850",
                "'subject':null|{'customer_id':'17850','anonymous_id':'a'}|customer_id:17850",
                "'subject':null|{'customer_id':null,'anonymous_id':' a '}|anonymous_id:a",
                "'subject':null|{'customer_id':'email:a@b.org'}|customer_id:email:a@b.org",
            })
    void findsWhoseEventItIs(String subject, String data, String expected) {
        assertThat(event(cloudEvent("shoe.tied", subject, data)).subject()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'subject':null|{}|NO_CUSTOMER|``",
                "'subject':null|{'email':'ada@example.org'}|NO_CUSTOMER|``",
                "'subject':'17850'|{'customer_id':'17851'}|CUSTOMER_CONFLICT|/data/customer_id",
                "'subject':'customer_id:1'|{'customer_id':'17851'}|CUSTOMER_CONFLICT|/data/customer_id",
                "'subject':'email:ada'|{}|WRONG_TYPE|/subject",
                "'subject':'customer_id:'|{'anonymous_id':'a'}|WRONG_TYPE|/subject",
                "'subject':null|{'anonymous_id':' '}|WRONG_TYPE|/data/anonymous_id",
                "'subject':'17850'|{'customer_id':17850}|WRONG_TYPE|/data/customer_id",
                "'subject':'17850'|{'customer_id':''}|WRONG_TYPE|/data/customer_id",
                "'subject':'17850'|{'anonymous_id':1}|WRONG_TYPE|/data/anonymous_id",
            })
    void refusesAnEventOfNobodyOrOfTwo(String subject, String data, Code code, String pointer) {
        Rejection rejection = rejection(cloudEvent("shoe.tied", subject, data));
        assertThat(rejection.code()).isEqualTo(code);
        assertThat(rejection.pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|NO_CUSTOMER|``",
                "{'customer_id':17850}|WRONG_TYPE|/customer_id",
                "{'customer_id':['17850']}|WRONG_TYPE|/customer_id",
                "{'anonymous_id':7}|WRONG_TYPE|/anonymous_id",
                "{'customer_id':'c','id':1}|WRONG_TYPE|/id",
            })
    void refusesBareJsonOfNobody(String json, Code code, String pointer) {
        Rejection rejection = rejection(bare("customer_interactions", json));
        assertThat(rejection.code()).isEqualTo(code);
        assertThat(rejection.pointer()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'subject':null|{'identities':[{'namespace':'customer_id','value':'c'}]}|customer_id:c",
                "'subject':'email:a@b.org'|{'identities':[{'namespace':'customer_id','value':'c'}]}|customer_id:c",
                "'subject':'d'|{'identities':[{'namespace':'customer_id','value':'c'}]}|customer_id:d",
                "'subject':null|{'anonymous_id':'a','identities':[{'namespace':'customer_id','value':'c'}]}"
                        + "|customer_id:c",
                "'subject':null|{'anonymous_id':'a','identities':[{'namespace':'customer_id','value':'c'},"
                        + "{'namespace':'customer_id','value':'d'}]}|anonymous_id:a",
            })
    void takesTheOnlyCustomerThatAnIdentificationNames(String subject, String data, String expected) {
        assertThat(event(cloudEvent("customer.identified", subject, data)).subject())
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "customer.identified, 'other':1, true",
                "customer.registered, 'name':'Ada', true",
                "customer.updated, 'name':'Ada', false"
            })
    void aVisitorWhoIsTheSubjectIsTiedToTheCustomerWhoIsNamed(String type, String fields, boolean tied) {
        String data = "{'customer_id':'c','anonymous_id':'b'," + fields + "}";
        Payload payload =
                event(cloudEvent(type, "'subject':'anonymous_id:a'", data)).payload();
        List<Identity> links = payload instanceof CustomerIdentified identified
                ? identified.links()
                : ((CustomerChanged) payload).links();
        assertThat(links.contains(Identity.anonymous("a"))).isEqualTo(tied);
    }

    private static Delivery cloudEvent(String type, String subject, String data) {
        return structured("{'specversion':'1.0','id':'e1','source':'/shop','type':'" + type
                + "','time':'2026-03-01T11:00:00Z'," + subject + ",'data':" + data + "}");
    }
}
