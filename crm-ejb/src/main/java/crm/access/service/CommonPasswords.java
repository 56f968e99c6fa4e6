package crm.access.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Passwords that everybody tries first: a list of words, and each with digits and signs around it. */
final class CommonPasswords {

    private static final String LIST = "common-passwords.txt";

    private final Set<String> words;

    private CommonPasswords(Set<String> words) {
        this.words = words;
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
        String plain = password.toLowerCase(Locale.ROOT);
        return words.contains(plain) || words.contains(word(plain)) || words.contains(word(unmasked(plain)));
    }

    private static String word(String plain) {
        return plain.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    // p@ssw0rd is password to everybody who guesses.
    private static String unmasked(String plain) {
        return plain.replace('@', 'a')
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('$', 's')
                .replace('5', 's');
    }
}
