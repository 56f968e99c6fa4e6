package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class IntakeSettingsTest {

    @Test
    void hasDefaultsThatAreAllowed() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(in);
        }
        IntakeSettings settings = new IntakeSettings(
                number(defaults, "rate"),
                number(defaults, "burst"),
                number(defaults, "concurrent"),
                number(defaults, "memory"));
        assertThat(settings).isEqualTo(new IntakeSettings(10_000, 20_000, 16, 64));
    }

    private static int number(Properties defaults, String name) {
        return Integer.parseInt(defaults.getProperty("crm.intake." + name));
    }

    @Test
    void refusesWhatWouldRefuseARequestOfAllowedSize() {
        assertThatThrownBy(() -> new IntakeSettings(1, 4999, 1, 32)).hasMessageContaining("crm.intake.burst");
        assertThatThrownBy(() -> new IntakeSettings(1, 5000, 1, 31)).hasMessageContaining("crm.intake.memory");
        assertThatThrownBy(() -> new IntakeSettings(0, 5000, 1, 32)).hasMessageContaining("crm.intake.rate");
        assertThatThrownBy(() -> new IntakeSettings(1, 5000, 0, 32)).hasMessageContaining("crm.intake.concurrent");
    }
}
