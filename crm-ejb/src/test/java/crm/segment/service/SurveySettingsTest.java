package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SurveySettingsTest {

    @Test
    void givesWhatIsSet() {
        SurveySettings settings = new SurveySettings(3, Duration.ofSeconds(7));
        assertThat(settings.atOnce()).isEqualTo(3);
        assertThat(settings.time()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void refusesToAnswerNothing() {
        assertThatThrownBy(() -> new SurveySettings(0, Duration.ofSeconds(7)))
                .hasMessageContaining("crm.segment.surveys-at-once");
        assertThatThrownBy(() -> new SurveySettings(1, Duration.ZERO)).hasMessageContaining("crm.segment.survey-time");
    }
}
