package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.Roles;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Set;

/** The transaction of {@link FirstAccount}. */
@Stateless
public class FirstAccountStore {

    @PersistenceContext(unitName = "crm")
    private EntityManager accounts;

    @Inject
    private Passwords passwords;

    /** Whether it was made here: not if there is an account already, made by another node perhaps. */
    public boolean createAdmin(String password) {
        accounts.createNativeQuery("lock table account in share row exclusive mode")
                .executeUpdate();
        long existing = accounts.createQuery("select count(a) from Account a", Long.class)
                .getSingleResult();
        if (existing > 0) {
            return false;
        }
        accounts.persist(new Account("admin", passwords.hashOf(password), Set.of(Roles.ADMIN), Instant.now()));
        return true;
    }
}
