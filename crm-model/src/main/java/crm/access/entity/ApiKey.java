package crm.access.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A key that opens the API for an account. Kept as a digest: the key itself is random enough to need no slow hash. */
@Entity
@Table(name = "api_key")
public class ApiKey {

    private static final int LONGEST_LABEL = 100;

    @Id
    private String id;

    @Column(nullable = false)
    private String account;

    @Column(nullable = false)
    private String label;

    @Column(nullable = false)
    private byte[] digest;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private Instant lastUsedAt;

    protected ApiKey() {}

    /**
     * A key of an account.
     *
     * @throws AccountRefused if it may not be as it is wished
     */
    public ApiKey(KeySecret secret, String account, MakeKey wish, String by, Instant now) {
        this.id = secret.id();
        this.digest = secret.digest();
        this.account = account;
        this.label = labelled(wish.label());
        this.createdAt = now.truncatedTo(ChronoUnit.MICROS);
        this.createdBy = by;
        this.expiresAt = wish.expiresAt().map(end -> inFuture(end, now)).orElse(null);
    }

    private static String labelled(String label) {
        if (label == null || label.isBlank() || label.length() > LONGEST_LABEL || label.indexOf('\0') >= 0) {
            throw new AccountRefused(
                    "/label", "bad_label", "A key has a label of 1 to " + LONGEST_LABEL + " characters.");
        }
        return label.strip();
    }

    private static Instant inFuture(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            throw new AccountRefused("/expires_at", "bad_time", "A key expires in the future, or never.");
        }
        return end.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether this secret opens now. */
    public boolean opens(KeySecret secret, Instant now) {
        return secret.fits(digest) && (expiresAt == null || now.isBefore(expiresAt));
    }

    public String account() {
        return account;
    }

    public boolean usedSince(Instant time) {
        return lastUsedAt != null && lastUsedAt.isAfter(time);
    }

    public KeyView view() {
        return new KeyView(
                id, label, createdAt, createdBy, Optional.ofNullable(expiresAt), Optional.ofNullable(lastUsedAt));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
