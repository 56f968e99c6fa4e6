package crm.profile.service;

import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerView;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The lists of customers that the caller saved, and the columns they chose. Each method is a transaction. */
@Stateless
public class CustomerViews {

    @Resource
    private SessionContext caller;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    private SavedViews own() {
        return new SavedViews(entities, caller.getCallerPrincipal().getName());
    }

    private SavedViews changing() {
        SavedViews own = own();
        own.hold();
        return own;
    }

    /** By name. */
    public List<CustomerView> all() {
        return own().all();
    }

    /**
     * Saves what is shown; under a name that is taken, what is shown replaces what was.
     *
     * @throws crm.profile.entity.ViewRefused if it has no name, or there are too many
     */
    public CustomerView save(String name, Map<String, String> filter, Set<CustomerColumn> columns, Sort sort) {
        return changing().save(name, filter, columns, sort);
    }

    /**
     * Gives another name, if it is still there.
     *
     * @throws crm.profile.entity.ViewRefused if another one has it, or it is none
     */
    public void rename(UUID id, String name) {
        changing().rename(id, name);
    }

    public void delete(UUID id) {
        changing().delete(id);
    }

    /** Lets the caller's list begin with it, or with none. */
    public void beginWith(Optional<UUID> id) {
        changing().beginWith(id);
    }

    /** The columns chosen last. */
    public Optional<Set<CustomerColumn>> columns() {
        return own().columns();
    }

    public void choose(Set<CustomerColumn> columns) {
        own().choose(columns);
    }
}
