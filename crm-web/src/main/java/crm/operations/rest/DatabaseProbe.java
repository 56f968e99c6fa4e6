package crm.operations.rest;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Asks the database anything, in a transaction as all others do. */
@Stateless
public class DatabaseProbe {

    @PersistenceContext(unitName = "crm")
    private EntityManager database;

    /** Fails unless the database answers. */
    public void ask() {
        database.createNativeQuery("select 1").getSingleResult();
    }
}
