package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecoderSettingsTest {

    @Test
    void hasDefaultsForAllButTheRetention() throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }
        assertThat(defaults.getProperty("crm.events.retention")).isNull();
        assertThat(defaults.getProperty("crm.identity.namespaces"))
                .isEqualTo("customer_id,loyalty_id,anonymous_id,email,phone,device_id");
        assertThat(defaults.getProperty("crm.identity.default-region")).isEqualTo("US");
    }

    @Test
    void alwaysKnowsCustomersAndVisitors() {
        assertThat(new DecoderSettings(Optional.empty(), Set.of("email"), "GB").namespaces())
                .containsExactlyInAnyOrder("customer_id", "anonymous_id", "email");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> new DecoderSettings(Optional.of(Duration.ZERO), Set.of(), "GB"))
                .hasMessageContaining("crm.events.retention");
        assertThatThrownBy(() -> new DecoderSettings(Optional.empty(), Set.of("a:b"), "GB"))
                .hasMessageContaining("crm.identity.namespaces");
        assertThatThrownBy(() -> new DecoderSettings(Optional.empty(), Set.of(), "gb"))
                .hasMessageContaining("crm.identity.default-region");
    }
}
