package crm.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRedirectTest {

    @Test
    void leadsBackToThePageThatWasAskedFor() {
        assertThat(LoginRedirect.wayBack("/crm/profile/view.xhtml?id=1", "/crm"))
                .contains("/crm/profile/view.xhtml?id=1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://evil.example/crm/",
                "//evil.example/crm/",
                "/crm//evil.example",
                "/crmevil/",
                "/other/",
                "/crm/\\evil.example",
                "/crm/a\r\nSet-Cookie: a=b",
                "/crm/login.xhtml"
            })
    void leadsNowhereElse(String asked) {
        assertThat(LoginRedirect.wayBack(asked, "/crm")).isEmpty();
    }
}
