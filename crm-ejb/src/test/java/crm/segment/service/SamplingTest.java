package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.language.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private final Sampling sampling = new Sampling();

    private void add(String type, String data) {
        sampling.add(type, Words.json(data.replace('\'', '"')));
    }

    private Choices choices() {
        return sampling.with(Words.VOCABULARY, Map.of(), List.of("GBP"));
    }

    @Test
    void learnsTypesPropertiesAndFrequentValues() {
        add("shoe.tied", "{'knot': {'kind': 'bow'}, 'tight': true, 'loops': 2}");
        add("shoe.tied", "{'knot': {'kind': 'granny'}, 'tags': ['red', 'new']}");
        add("shoe.tied", "{'knot': {'kind': 'granny'}, 'tags': [], 'loops': 3}");

        Choices choices = choices();

        assertThat(choices.property("shoe.tied", "knot.kind").values()).containsExactly("granny", "bow");
        assertThat(choices.property("shoe.tied", "tags").values()).containsExactly("new", "red");
        assertThat(choices.property("shoe.tied", "loops").type()).isEqualTo(ValueType.NUMBER);
        assertThat(choices.property("shoe.tied", "tight").type()).isEqualTo(ValueType.FLAG);
        assertThat(choices.property("shoe.tied", "nothing").type()).isEqualTo(ValueType.ANY);
        assertThat(choices.events()).containsKeys("shoe.tied", "order.completed");
        assertThat(choices.currencies()).contains("GBP");
    }

    @Test
    void whatIsPersonalIsNoChoice() {
        add(
                "customer.registered",
                "{'name': 'Ada', 'email': 'ada@example.org', 'phone': '1', 'birthday': '1990-01-01', 'language': 'de',"
                        + " 'address': {'street': 'High Street', 'country': 'Norway'}, 'traits': {'shoe_size': 38, 'nickname': 'A'},"
                        + " 'consents': {'post': true}, 'identities': [{'namespace': 'device', 'value': 'secret'}]}");
        add("consultation.started", "{'text': 'help me', 'channel': 'chat'}");

        Choices choices = choices();

        assertThat(choices.toString())
                .doesNotContain("Ada")
                .doesNotContain("ada@")
                .doesNotContain("1990")
                .doesNotContain("High Street")
                .doesNotContain("secret")
                .doesNotContain("help me");
        assertThat(choices.trait("attributes.address.country").values()).containsExactly("Norway");
        assertThat(choices.trait("traits.shoe_size").type()).isEqualTo(ValueType.NUMBER);
        assertThat(choices.trait("attributes.language").values()).containsExactly("de");
        assertThat(choices.purposes()).contains("post", "marketing_email");
        assertThat(choices.namespaces()).contains("device");
    }

    @Test
    void idsAreNoChoice() {
        for (int i = 0; i < 100; i++) {
            add("order.completed", "{'order_id': 'o%d', 'coupon': 'SPRING'}".formatted(i));
        }
        assertThat(choices().property("order.completed", "order_id").values()).isEmpty();
        assertThat(choices().property("order.completed", "coupon").values()).containsExactly("SPRING");
    }
}
