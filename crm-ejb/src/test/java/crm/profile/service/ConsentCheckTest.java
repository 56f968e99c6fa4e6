package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Stamp;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView.Consent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConsentCheckTest {

    private static final String EMAIL = "marketing_email";
    private static final String PROFILING = "profiling";

    private static final EntityManagerFactory ENTITIES = TestDatabase.entities();

    private final ConsentCheck byDefault = new ConsentCheck(new ConsentSettings(Set.of(PROFILING)));
    private final Identity ada = Identity.customer(UUID.randomUUID().toString());

    @Test
    void isTheWordThatWasGiven() {
        List<Consent> consents =
                List.of(new Consent(EMAIL, true, Instant.EPOCH), new Consent(PROFILING, false, Instant.EPOCH));
        assertThat(byDefault.granted(consents, EMAIL)).isTrue();
        assertThat(byDefault.granted(consents, PROFILING)).isFalse();
    }

    @Test
    void isRefusedWithoutAWordButForProfiling() {
        assertThat(byDefault.granted(List.of(), EMAIL)).isFalse();
        assertThat(byDefault.granted(List.of(), "anything")).isFalse();
        assertThat(byDefault.granted(List.of(), PROFILING)).isTrue();
        assertThat(new ConsentCheck(new ConsentSettings(Set.of("none"))).granted(List.of(), PROFILING))
                .isFalse();
        assertThat(new ConsentCheck(new ConsentSettings(Set.of("none"))).granted(List.of(), "none"))
                .isFalse();
        assertThat(new ConsentCheck(new ConsentSettings(Set.of(EMAIL, PROFILING))).granted(List.of(), EMAIL))
                .isTrue();
    }

    @Test
    void theLatestWordByTimeCountsInWhateverOrderTheyCame() throws SQLException {
        apply(event(3, new ConsentChanged(EMAIL, false)), event(1, new ConsentChanged(EMAIL, true)));
        assertThat(granted(EMAIL)).isFalse();
        apply(event(5, new ConsentChanged(EMAIL, true)), event(4, new ConsentChanged(EMAIL, false)));
        assertThat(granted(EMAIL)).isTrue();
    }

    @Test
    void aWordThatWasTakenBackIsNone() throws SQLException {
        apply(
                event(1, new ConsentChanged(EMAIL, true)),
                event(1, new ConsentChanged(PROFILING, false)),
                event(2, cleared(EMAIL)),
                event(2, cleared(PROFILING)));
        assertThat(granted(EMAIL)).isFalse();
        assertThat(granted(PROFILING)).isTrue();
    }

    @Test
    void ofSomebodyUnknownIsUnknown() {
        assertThat(granted(EMAIL)).isFalse();
        assertThat(granted(PROFILING)).isTrue();
    }

    @Test
    void hasADefaultAndRefusesWhatCannotBeMeant() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }
        assertThat(defaults.getProperty("crm.consent.unknown-granted")).isEqualTo(PROFILING);
        assertThatThrownBy(() -> new ConsentSettings(Set.of("none", EMAIL)))
                .hasMessageContaining("crm.consent.unknown-granted");
    }

    private static CustomerChanged cleared(String purpose) {
        return new CustomerChanged(Map.of(), List.of(), List.of(), Map.of(purpose, Optional.empty()));
    }

    private Event event(int second, crm.ingest.entity.Payload payload) {
        Stamp stamp = new Stamp(
                Instant.EPOCH.plusSeconds(second), "test", UUID.randomUUID().toString());
        return new Event(stamp, "customer.updated", ada, false, payload, "{}");
    }

    private boolean granted(String purpose) {
        EntityManager entities = ENTITIES.createEntityManager();
        try {
            return new ConsentCheck(new ConsentSettings(Set.of(PROFILING)), entities)
                    .granted(ProfileId.of(ada), purpose);
        } finally {
            entities.close();
        }
    }

    private static void apply(Event... events) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new EventBatch(connection, (type, data) -> new Occurrence(), TestKeys.seals()).apply(List.of(events));
            connection.commit();
        }
    }
}
