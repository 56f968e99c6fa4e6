package crm.access.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Passwords that everybody tries first. Only a whole password is looked up: much that holds a common word is rare. */
final class CommonPasswords {

    private static final String LIST = "common-passwords.txt";

    private final Set<String> passwords;

    private CommonPasswords(Set<String> passwords) {
        this.passwords = passwords;
    }

    static CommonPasswords read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(CommonPasswords.class.getResourceAsStream(LIST), UTF_8))) {
            return new CommonPasswords(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contain(String password) {
        return passwords.contains(password.toLowerCase(Locale.ROOT));
    }
}
