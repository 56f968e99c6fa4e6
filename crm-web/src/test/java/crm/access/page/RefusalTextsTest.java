package crm.access.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.entity.AccountKind;
import crm.access.entity.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalTextsTest {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("crm.platform.page.texts");
    private static final Pattern CODE =
            Pattern.compile("(?:AccountRefused\\(\\s*\"[^\"]*\",|refused\\()\\s*\"([a-z_]+)\"", Pattern.DOTALL);

    @Test
    void everyRefusalOfAnAccountHasAText() throws IOException {
        Set<String> codes = codes();
        assertThat(codes).contains("bad_name", "common_password", "wrong_password", "name_taken", "bad_label");
        assertThat(codes)
                .allSatisfy(code -> assertThat(TEXTS.containsKey("refused." + code))
                        .as(code)
                        .isTrue());
    }

    @Test
    void everyRoleAndKindHasAText() {
        assertThat(Roles.ALL).allMatch(role -> TEXTS.containsKey("role." + role));
        assertThat(AccountKind.values()).allMatch(kind -> TEXTS.containsKey("account.kind." + kind.key()));
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String folder : Set.of(
                "../crm-model/src/main/java/crm/access",
                "../crm-ejb/src/main/java/crm/access",
                "src/main/java/crm/access")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher matcher = CODE.matcher(Files.readString(file));
                    while (matcher.find()) {
                        codes.add(matcher.group(1));
                    }
                }
            }
        }
        return codes;
    }
}
