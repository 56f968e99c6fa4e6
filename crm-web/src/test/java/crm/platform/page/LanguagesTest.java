package crm.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanguagesTest {

    private static final String TEXTS = "/WEB-INF/classes/crm/platform/page/";

    @Test
    void areThoseThatHaveTexts() {
        assertThat(Languages.in(Set.of(
                        TEXTS + "texts.properties",
                        TEXTS + "texts_zh_CN.properties",
                        TEXTS + "texts_de.properties",
                        TEXTS + "Language.class")))
                .containsExactlyInAnyOrder(Locale.SIMPLIFIED_CHINESE, Locale.GERMAN);
    }
}
