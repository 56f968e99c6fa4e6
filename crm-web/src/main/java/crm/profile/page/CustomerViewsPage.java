package crm.profile.page;

import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerView;
import crm.profile.entity.ViewRefused;
import crm.profile.service.CustomerViews;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lists of customers as somebody wants to see them again: their columns, filters and order under a name. */
@Named("views")
@RequestScoped
public class CustomerViewsPage {

    private static final String AGAIN = "/profile/list.xhtml?faces-redirect=true";

    @Inject
    private CustomerViews views;

    @Inject
    private Search search;

    private final Map<CustomerColumn, Boolean> columns = new EnumMap<>(CustomerColumn.class);
    private List<CustomerView> all;
    private String name;
    private String newName;
    private String chosen;
    private ViewRefused.Reason refused;

    @PostConstruct
    void start() {
        for (CustomerColumn column : CustomerColumn.values()) {
            columns.put(column, search.columns().contains(column));
        }
    }

    public List<CustomerView> getAll() {
        if (all == null) {
            all = views.all();
        }
        return all;
    }

    public CustomerColumn[] getEveryColumn() {
        return CustomerColumn.values();
    }

    /** Which columns are wanted. */
    public Map<CustomerColumn, Boolean> getColumns() {
        return columns;
    }

    /** Shows these columns, now and the next time. */
    public String choose() {
        Set<CustomerColumn> wanted = EnumSet.noneOf(CustomerColumn.class);
        columns.forEach((column, shown) -> {
            if (shown) {
                wanted.add(column);
            }
        });
        search.show(wanted);
        views.choose(wanted);
        return AGAIN;
    }

    /** Shows a list as it was saved, whatever was searched for. */
    public String open(UUID id) {
        getAll().stream().filter(view -> view.id().equals(id)).findFirst().ifPresent(view -> {
            search.look(null);
            search.narrow(view.filter(), view.sort());
            search.show(view.columns());
        });
        return AGAIN;
    }

    /** Saves what is shown. */
    public String save() {
        return unlessRefused(() -> views.save(name, search.words(), search.columns(), search.sort()));
    }

    public String rename() {
        return getAll().stream()
                .filter(view -> view.id().toString().equals(chosen))
                .findFirst()
                .map(view -> unlessRefused(() -> views.rename(view.id(), newName)))
                .orElse(AGAIN);
    }

    private String unlessRefused(Runnable change) {
        try {
            change.run();
            return AGAIN;
        } catch (ViewRefused e) {
            refused = e.reason();
            return null;
        }
    }

    public String delete(UUID id) {
        views.delete(id);
        return AGAIN;
    }

    /** Begins with this list from the next login on. */
    public String beginWith(UUID id) {
        views.beginWith(Optional.of(id));
        return AGAIN;
    }

    public String beginWithAll() {
        views.beginWith(Optional.empty());
        return AGAIN;
    }

    /** Whether it is what is shown. */
    public boolean isShown(CustomerView view) {
        return view.filter().equals(search.words())
                && view.sort() == search.sort()
                && view.columns().equals(search.columns());
    }

    /** Why a view could not be saved, if one could not. */
    public ViewRefused.Reason getRefused() {
        return refused;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getNewName() {
        return newName;
    }

    public void setNewName(String newName) {
        this.newName = newName;
    }

    /** The one that gets another name. */
    public String getChosen() {
        return chosen;
    }

    public void setChosen(String chosen) {
        this.chosen = chosen;
    }
}
