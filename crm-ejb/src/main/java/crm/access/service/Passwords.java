package crm.access.service;

import crm.access.entity.AccountRefused;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.text.Normalizer;
import java.util.Map;

/** How passwords are kept: PBKDF2 with HMAC-SHA-512 and a salt of their own, see OWASP's cheat sheet for the count. */
@ApplicationScoped
class Passwords {

    @Inject
    private Pbkdf2PasswordHash hash;

    @Inject
    private AccessSettings settings;

    private String nobodys;
    private PasswordRule rule;

    @PostConstruct
    void start() {
        hash.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm",
                "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations",
                String.valueOf(settings.passwordIterations())));
        nobodys = hash.generate("nobody has this one".toCharArray());
        rule = new PasswordRule(settings.passwordMinLength(), AccessSettings.PASSWORD_MAX_LENGTH);
    }

    /**
     * The hash of a password that somebody chose for an account.
     *
     * @throws AccountRefused if the password may not be one
     */
    String accept(String name, String password) {
        rule.check(name, password);
        return hashOf(password);
    }

    /** Of a password that was not chosen here. */
    String hashOf(String password) {
        return hash.generate(chars(password));
    }

    boolean fits(String password, String hashed) {
        return password.length() <= AccessSettings.PASSWORD_MAX_LENGTH && hash.verify(chars(password), hashed);
    }

    /** Takes as long as {@link #fits}, so that nobody can find out which accounts there are. */
    void pretend(String password) {
        fits(password, nobodys);
    }

    // Keyboards write the same letter in different ways.
    private static char[] chars(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
    }
}
