package crm.profile.entity;

import static java.util.Objects.requireNonNull;

import crm.profile.entity.CustomerSearch.Sort;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Set;
import java.util.UUID;

/** A {@link CustomerView} as it is kept. */
@Entity
@Table(name = "customer_view")
public class SavedView {

    @Id
    private UUID id;

    @Column(nullable = false)
    private String account;

    @Column(nullable = false, length = CustomerView.LONGEST)
    private String name;

    @Column(nullable = false, columnDefinition = "text")
    private String filter;

    @Column(nullable = false, columnDefinition = "text")
    private String columns;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private Sort sort;

    private boolean byDefault;

    @Version
    private long version;

    protected SavedView() {}

    public SavedView(String account, String name) {
        this.id = UUID.randomUUID();
        this.account = requireNonNull(account, "account");
        this.name = requireNonNull(name, "name");
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        name = requireNonNull(newName, "newName");
    }

    /**
     * What it shows from now on.
     *
     * @param words as JSON
     */
    public void show(String words, Set<CustomerColumn> shown, Sort order) {
        filter = requireNonNull(words, "words");
        columns = CustomerColumn.write(shown);
        sort = requireNonNull(order, "order");
    }

    public void beginWith(boolean whether) {
        byDefault = whether;
    }

    /** JSON. */
    public String filter() {
        return filter;
    }

    public Set<CustomerColumn> columns() {
        return CustomerColumn.read(columns);
    }

    public Sort sort() {
        return sort;
    }

    public boolean byDefault() {
        return byDefault;
    }
}
