package crm.access.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which passwords fitted which hashes a short time ago, since the hash is slow on purpose and HTTP Basic brings the
 * password with each request. Kept under a key of this process only. A changed password has another hash, so what was
 * proven for the old one proves nothing for the new one, on whichever node it was changed. Thread-safe.
 */
final class ProvenCredentials {

    private static final int MOST = 10_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Duration ttl;
    private final Clock clock;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    ProvenCredentials(Duration ttl, Clock clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
        this.ttl = ttl;
        this.clock = clock;
    }

    boolean contain(String password, String hash) {
        Instant end = until.get(digest(password, hash));
        return end != null && clock.instant().isBefore(end);
    }

    void add(String password, String hash) {
        if (until.size() >= MOST) {
            forget();
        }
        until.put(digest(password, hash), clock.instant().plus(ttl));
    }

    private void forget() {
        Instant now = clock.instant();
        until.values().removeIf(end -> !now.isBefore(end));
        if (until.size() >= MOST) {
            until.clear();
        }
    }

    private String digest(String password, String hash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(hash.getBytes(UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
