package crm.access.entity;

import crm.platform.entity.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A key as its owner holds it: {@code crm_}, its id, and 256 random bits. */
public final class KeySecret {

    private static final Pattern FORM = Pattern.compile("crm_[0-9a-f]{12}_[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final int ID_FROM = 4;
    private static final int ID_TO = 16;

    private final String text;

    private KeySecret(String text) {
        this.text = text;
    }

    public static KeySecret random() {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new KeySecret("crm_" + HexFormat.of().formatHex(id) + '_'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** The key that this text is, if it has the form of one. */
    public static Optional<KeySecret> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeySecret(text)) : Optional.empty();
    }

    public String id() {
        return text.substring(ID_FROM, ID_TO);
    }

    public byte[] digest() {
        return Sha256.of(text);
    }

    /** Takes as long whatever is wrong. */
    boolean fits(byte[] digest) {
        return MessageDigest.isEqual(digest(), digest);
    }

    /** The key itself, to be shown once. */
    public String reveal() {
        return text;
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "KeySecret[" + id() + ']';
    }
}
