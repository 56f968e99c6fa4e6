package crm.profile.service;

import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerView;
import crm.profile.entity.SavedView;
import crm.profile.entity.ViewRefused;
import crm.profile.entity.ViewRefused.Reason;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What one account keeps of its lists. */
final class SavedViews {

    private static final String CHOOSE = """
            insert into customer_columns (account, columns) values (:account, :columns)
            on conflict (account) do update set columns = excluded.columns""";

    private final EntityManager entities;
    private final String account;

    SavedViews(EntityManager entities, String account) {
        this.entities = entities;
        this.account = account;
    }

    /** Before a change: two windows of one account change its views one after the other, each seeing what the other did. */
    void hold() {
        entities.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended('customer_view/' || :account, 0))",
                        Integer.class)
                .setParameter("account", account)
                .getSingleResult();
    }

    List<CustomerView> all() {
        return views().stream().map(SavedViews::view).toList();
    }

    private List<SavedView> views() {
        return entities.createQuery(
                        "select v from SavedView v where v.account = :account order by lower(v.name), v.id",
                        SavedView.class)
                .setParameter("account", account)
                .getResultList();
    }

    private static CustomerView view(SavedView saved) {
        return new CustomerView(
                saved.id(),
                saved.name(),
                JsonText.words(saved.filter()),
                saved.columns(),
                saved.sort(),
                saved.byDefault());
    }

    CustomerView save(String name, Map<String, String> filter, Set<CustomerColumn> columns, Sort sort) {
        String wished = wellFormed(name);
        List<SavedView> views = views();
        SavedView view = views.stream()
                .filter(other -> other.name().equals(wished))
                .findFirst()
                .orElseGet(() -> new SavedView(account, wished));
        if (!views.contains(view) && views.size() >= CustomerView.MOST) {
            throw new ViewRefused(Reason.TOO_MANY);
        }
        view.show(JsonText.write(new TreeMap<>(filter)), columns, sort);
        entities.persist(view);
        return view(view);
    }

    void rename(UUID id, String name) {
        String wished = wellFormed(name);
        if (views().stream()
                .anyMatch(other -> other.name().equals(wished) && !other.id().equals(id))) {
            throw new ViewRefused(Reason.TAKEN);
        }
        find(id).ifPresent(view -> view.rename(wished));
    }

    private static String wellFormed(String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > CustomerView.LONGEST) {
            throw new ViewRefused(Reason.NAME);
        }
        return stripped;
    }

    private Optional<SavedView> find(UUID id) {
        return views().stream().filter(view -> view.id().equals(id)).findFirst();
    }

    void delete(UUID id) {
        find(id).ifPresent(entities::remove);
    }

    void beginWith(Optional<UUID> id) {
        views().forEach(view -> view.beginWith(id.filter(view.id()::equals).isPresent()));
    }

    Optional<Set<CustomerColumn>> columns() {
        List<?> found = entities.createNativeQuery(
                        "select columns from customer_columns where account = :account", String.class)
                .setParameter("account", account)
                .getResultList();
        return found.stream().map(String.class::cast).map(CustomerColumn::read).findFirst();
    }

    void choose(Set<CustomerColumn> columns) {
        entities.createNativeQuery(CHOOSE)
                .setParameter("account", account)
                .setParameter("columns", CustomerColumn.write(columns))
                .executeUpdate();
    }
}
