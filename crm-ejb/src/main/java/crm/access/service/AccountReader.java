package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountsUnreachable;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Optional;

/** The transaction of {@link LoginService}: it is over before a password is looked at. */
@Stateless
public class AccountReader {

    @PersistenceContext(unitName = "crm")
    private EntityManager accounts;

    /**
     * The account with its hash, detached.
     *
     * @throws AccountsUnreachable if the database is away; thrown here, as the container logs what it does not know
     */
    public Optional<Account> read(String name) {
        try {
            return Optional.ofNullable(accounts.find(Account.class, name));
        } catch (PersistenceException e) {
            throw new AccountsUnreachable(e);
        }
    }
}
