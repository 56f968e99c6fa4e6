package crm.access.service;

import crm.access.entity.AccountRefused;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;

/** How passwords are kept: PBKDF2 with HMAC-SHA-512 and a salt of their own, see OWASP's cheat sheet for the count. */
@ApplicationScoped
class Passwords {

    /** Longer ones would only cost time. */
    static final int LONGEST = 256;

    @Inject
    private Pbkdf2PasswordHash hash;

    @Inject
    private AccessSettings settings;

    private String nobodys;

    @PostConstruct
    void start() {
        hash.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm",
                "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations",
                String.valueOf(settings.passwordIterations())));
        nobodys = hash.generate("nobody has this one".toCharArray());
    }

    /** @throws AccountRefused if the password may not be one */
    String accept(String password) {
        int shortest = settings.passwordMinLength();
        if (password.length() < shortest || password.length() > LONGEST) {
            throw new AccountRefused(
                    "/password", "bad_password", "A password has " + shortest + " to " + LONGEST + " characters.");
        }
        return hashOf(password);
    }

    /** Of a password that was not chosen here. */
    String hashOf(String password) {
        return hash.generate(password.toCharArray());
    }

    boolean fits(String password, String hashed) {
        return password.length() <= LONGEST && hash.verify(password.toCharArray(), hashed);
    }

    /** Takes as long as {@link #fits}, so that nobody can find out which accounts there are. */
    void pretend(String password) {
        fits(password, nobodys);
    }
}
