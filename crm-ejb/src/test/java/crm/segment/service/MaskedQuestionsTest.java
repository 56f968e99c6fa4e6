package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.segment.entity.SegmentRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedQuestionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'trait':'attributes.email','op':'starts_with','value':'a'}",
                "{'not':{'trait':'attributes.birthday','op':'before','value':'1980-01-01'}}",
                "{'any':[{'trait':'attributes.address.street','op':'eq','value':'x'}]}",
                "{'event':{'type':'consultation.started','measure':'count','window':{'lifetime':true},'op':'gte','value':1,"
                        + "'where':[{'property':'text','op':'matches','value':'a.*'}]}}",
                "{'event':{'type':'payment.attempted','measure':'max','property':'latitude','window':{'lifetime':true},'op':'gte','value':1}}"
            })
    void tellNoPersonalValue(String where) {
        assertThatThrownBy(() -> MaskedQuestions.refuse(Words.json(where.replace('\'', '"'))))
                .isInstanceOf(SegmentRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'trait':'attributes.email','op':'exists'}",
                "{'trait':'attributes.birthday','op':'anniversary_within','value':'P7D'}",
                "{'trait':'attributes.address.country','op':'eq','value':'Norway'}",
                "{'trait':'traits.orders','op':'gte','value':3}",
                "{'event':{'type':'order.completed','measure':'sum','property':'total','currency':'EUR','window':{'lifetime':true},"
                        + "'op':'gte','value':1,'where':[{'property':'products.name','op':'contains','value':'tea'}]}}",
                "{'event':{'type':'product.viewed','measure':'count','window':{'lifetime':true},'op':'gte','value':1,"
                        + "'where':[{'property':'name','op':'contains','value':'tea'}]}}"
            })
    void askTheRest(String where) {
        assertThatCode(() -> MaskedQuestions.refuse(Words.json(where.replace('\'', '"'))))
                .doesNotThrowAnyException();
    }
}
