package crm.operations.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SampleSettingsTest {

    private static Duration preset(String key) throws IOException {
        Properties defaults = new Properties();
        try (InputStream file = SampleSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(file);
        }
        return Duration.parse(defaults.getProperty(key));
    }

    @Test
    void samplesEveryFiveSecondsAndKeepsMoreThanIsShown() throws IOException {
        SampleSettings settings =
                new SampleSettings(preset("crm.operations.sample-every"), preset("crm.operations.samples-kept"));
        assertThat(settings.every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.kept()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void refusesWhatWouldShowNothingOrNeverEnd() {
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> new SampleSettings(Duration.ZERO, hour)).hasMessageContaining("sample-every");
        assertThatThrownBy(() -> new SampleSettings(Duration.ofSeconds(5), hour.minusSeconds(1)))
                .hasMessageContaining("samples-kept");
    }
}
