package crm.access.service;

import crm.access.entity.Account;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The transaction of {@link LoginService}: it is over before a password is looked at. */
@Stateless
public class AccountReader {

    @PersistenceContext(unitName = "crm")
    private EntityManager accounts;

    /** The account with its hash, detached. */
    public Optional<Account> read(String name) {
        return Optional.ofNullable(accounts.find(Account.class, name));
    }
}
