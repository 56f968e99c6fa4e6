package crm.privacy.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.privacy.entity.MasterKeyMissing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests of personal values by which equal ones can be recognised and none can be guessed: HMAC-SHA-256 under a random
 * key of the database's own, wrapped by the master key, so that they stay the same when that is replaced. Thread-safe.
 */
@ApplicationScoped
public class KeyedDigest {

    private static final String ALGORITHM = "HmacSHA256";

    private final Custody custody;

    /** For the container's proxies. */
    protected KeyedDigest() {
        this(new Custody());
    }

    @Inject
    public KeyedDigest(Custody custody) {
        this.custody = custody;
    }

    /**
     * 64 hexadecimal digits.
     *
     * @param name of the value; the same value under another name has another digest
     * @throws MasterKeyMissing while this node does not have the database's master key
     */
    public String of(String name, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(custody.unlocked().digestKey(), ALGORITHM));
            mac.update(name.getBytes(UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
