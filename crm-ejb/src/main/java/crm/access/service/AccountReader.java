package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountsUnreachable;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/** The transaction of {@link LoginService}: it is over before a password is looked at. */
@Stateless
public class AccountReader {

    @PersistenceContext(unitName = "crm")
    private EntityManager accounts;

    @Inject
    private AttemptStore attempts;

    /**
     * Who may be logging in.
     *
     * @param account with its hash, detached
     */
    public record Candidate(Optional<Account> account, Standing standing) {}

    /**
     * The account with its hash, detached.
     *
     * @throws AccountsUnreachable if the database is away; thrown here, as the container logs what it does not know
     */
    public Optional<Account> read(String name) {
        try {
            return Account.canBeNamed(name)
                    ? Optional.ofNullable(accounts.find(Account.class, name))
                    : Optional.empty();
        } catch (PersistenceException e) {
            throw new AccountsUnreachable(e);
        }
    }

    /**
     * Who may be logging in under this name.
     *
     * @throws AccountsUnreachable if the database is away
     */
    public Candidate candidate(String name, String address) {
        try {
            return new Candidate(read(name), attempts.standing(name, address));
        } catch (StoreFailed e) {
            throw new AccountsUnreachable(e);
        }
    }
}
