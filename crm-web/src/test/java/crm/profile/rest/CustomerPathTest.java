package crm.profile.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.ingest.entity.Identity;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.Identities;
import crm.platform.rest.Refusal;
import crm.profile.entity.ProfileId;
import crm.profile.service.CustomerQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerPathTest {

    private final Asked asked = new Asked();
    private final Identities identities = new Identities(
            new DecoderSettings(Optional.empty(), Set.of(Identity.LOYALTY_ID, Identity.EMAIL, Identity.PHONE), "US"));

    @ParameterizedTest
    @CsvSource({
        "17850, customer_id:17850",
        "customer_id:17850, customer_id:17850",
        "loyalty_id:a-7, loyalty_id:A7",
        "anonymous_id:a:b, anonymous_id:a:b",
        "eu:17850, customer_id:eu:17850"
    })
    void namesAnIdentity(String path, String identity) {
        assertThat(status(path)).isEqualTo(404);
        assertThat(asked.questions).containsExactly(identity);
    }

    @Test
    void namesAProfile() {
        UUID id = UUID.randomUUID();
        assertThat(status("profile:" + id)).isEqualTo(404);
        assertThat(asked.questions).containsExactly(id.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"email:ada@example.org", "phone:+442079460000", "profile:17850", "profile:"})
    void refusesWhatIsPersonalOrMalformed(String path) {
        assertThat(status(path)).isEqualTo(400);
        assertThat(asked.questions).isEmpty();
    }

    private int status(String path) {
        return catchThrowableOfType(Refusal.class, () -> new CustomerPath(path, identities).in(asked))
                .problem()
                .status();
    }

    /** Knows nobody, remembers who was asked for. */
    private static final class Asked extends CustomerQueries {

        private final List<String> questions = new ArrayList<>();

        @Override
        public Optional<ProfileId> resolve(Identity identity) {
            questions.add(identity.toString());
            return Optional.empty();
        }

        @Override
        public Optional<ProfileId> resolve(ProfileId id) {
            questions.add(id.toString());
            return Optional.empty();
        }
    }
}
