package crm.access.entity;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody, or some system, that may log in. Each change makes another version, and that ends its sessions. */
@Entity
public class Account {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

    @Id
    private String name;

    @Column(nullable = false)
    private String kind;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "must_change_password", nullable = false)
    private boolean mustChangePassword;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "account"))
    @Column(name = "role", nullable = false)
    private Set<String> roles = new HashSet<>();

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    // Written beside the entity: a login is no change of the account.
    @Column(name = "last_login_at", insertable = false, updatable = false)
    private Instant lastLoginAt;

    @Version
    @Column(nullable = false)
    private long version;

    protected Account() {}

    /**
     * An account that nobody can log in with yet.
     *
     * @throws AccountRefused if the name or the roles may not be
     */
    public Account(String name, AccountKind kind, Set<String> roles, Instant now) {
        this.name = wellFormed(name);
        this.kind = kind.key();
        this.roles = new HashSet<>(Roles.known(roles));
        this.createdAt = now.truncatedTo(ChronoUnit.MICROS); // as exact as the database keeps it
        this.changedAt = createdAt;
    }

    /** Whether an account can have this name. */
    public static boolean canBeNamed(String name) {
        return NAME.matcher(name).matches();
    }

    private static String wellFormed(String name) {
        if (!canBeNamed(name)) {
            throw new AccountRefused(
                    "", "bad_name", "A name has 1 to 64 letters, digits and ._@+- and begins with a letter or digit.");
        }
        return name;
    }

    /** Gives other roles instead of the present ones. */
    public void become(Set<String> newRoles, Instant now) {
        Set<String> known = Roles.known(newRoles);
        roles.retainAll(known);
        roles.addAll(known);
        changedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    public void become(AccountKind newKind, Instant now) {
        kind = newKind.key();
        changedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Sets a password that its owner chose, or may keep. */
    public void changePassword(String newHash, Instant now) {
        passwordHash = requireNonNull(newHash, "newHash");
        mustChangePassword = false;
        changedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether its owner has to choose another password before anything else; a system cannot. */
    public void requirePasswordChange(boolean required, Instant now) {
        mustChangePassword = required && isPerson();
        changedAt = now.truncatedTo(ChronoUnit.MICROS);
    }

    public boolean isAdmin() {
        return roles.contains(Roles.ADMIN);
    }

    private boolean isPerson() {
        return AccountKind.of(kind) == AccountKind.PERSON;
    }

    /** None of a client that has keys only. */
    public Optional<String> passwordHash() {
        return Optional.ofNullable(passwordHash);
    }

    /**
     * Makes sure that its owner can log in.
     *
     * @throws AccountRefused if not
     */
    public void check() {
        if (isPerson() && passwordHash == null) {
            throw new AccountRefused("/password", "missing_field", "A new account needs a password.");
        }
    }

    /** The last login on a page. */
    public Optional<Instant> lastLoginAt() {
        return Optional.ofNullable(lastLoginAt);
    }

    public AccountView view() {
        return new AccountView(name, kind, roles, mustChangePassword, createdAt, changedAt, version);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Account that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
