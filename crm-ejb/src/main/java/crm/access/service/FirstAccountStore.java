package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountKind;
import crm.access.entity.Roles;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
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

    @Inject
    private AuditTrail audit;

    /** Whether it was made here: not if there is an account already, made by another node perhaps. */
    public boolean createAdmin(String password) {
        accounts.createNativeQuery("lock table account in share row exclusive mode")
                .executeUpdate();
        long existing = accounts.createQuery("select count(a) from Account a", Long.class)
                .getSingleResult();
        if (existing > 0) {
            return false;
        }
        Instant now = Instant.now();
        Account admin = new Account("admin", AccountKind.PERSON, Set.of(Roles.ADMIN), now);
        admin.changePassword(passwords.hashOf(password), now);
        accounts.persist(admin);
        audit.act(
                new Act("account.saved", "account:admin").with("created", true).with("roles", Roles.ADMIN));
        return true;
    }
}
