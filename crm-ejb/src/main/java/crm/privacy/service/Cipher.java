package crm.privacy.service;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import crm.platform.entity.Sha256;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** AES-256-GCM under one key, by Tink. Thread-safe. */
final class Cipher {

    /** Bytes of a key. */
    static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Aead aead;
    private final byte[] hash;

    Cipher(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a key has " + LENGTH + " bytes");
        }
        try {
            this.aead = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        this.hash = Sha256.digest().digest(key);
    }

    static byte[] newKey() {
        byte[] key = new byte[LENGTH];
        RANDOM.nextBytes(key);
        return key;
    }

    /** The beginning of the key's hash, by which it is told from others. */
    byte[] mark(int length) {
        return Arrays.copyOf(hash, length);
    }

    boolean hasMark(byte[] mark) {
        return Arrays.equals(mark, mark(mark.length));
    }

    /** @param bound what is sealed with the content but not in it: opened only with the same */
    byte[] seal(byte[] content, byte[] bound) {
        try {
            return aead.encrypt(content, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty if it was sealed with another key, bound to something else, or changed. */
    Optional<byte[]> open(byte[] sealed, byte[] bound) {
        try {
            return Optional.of(aead.decrypt(sealed, bound));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
