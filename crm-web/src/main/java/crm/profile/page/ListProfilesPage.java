package crm.profile.page;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerSummary;
import crm.profile.service.CustomerLooks;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Finds customers; never more of them than fit on a page. */
@Named("customers")
@RequestScoped
public class ListProfilesPage {

    private static final String AGAIN = "/profile/list.xhtml?faces-redirect=true";
    private static final int PAGE_SIZE = 25;

    @Inject
    private CustomerLooks customers;

    @Inject
    private Search search;

    @Inject
    private FacesContext faces;

    private String text;
    private String country;
    private Sort sort;
    private Page<CustomerSummary> found;

    @PostConstruct
    void start() {
        text = search.text();
        country = search.country();
        sort = search.sort();
    }

    /** None while a form is being read, as nothing is shown then and nobody looks. */
    public List<CustomerSummary> getItems() {
        return isShowing() ? found().items() : List.of();
    }

    private boolean isShowing() {
        return faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE;
    }

    private Page<CustomerSummary> found() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Page<CustomerSummary> find() {
        try {
            return customers.search(search.wish(), PAGE_SIZE, search.cursor());
        } catch (ForeignCursor e) {
            search.first();
            return customers.search(search.wish(), PAGE_SIZE, search.cursor());
        }
    }

    public String show() {
        search.look(text, country, sort);
        return AGAIN;
    }

    public String reset() {
        search.look(null, null, Sort.NAME);
        return AGAIN;
    }

    /**
     * Shows the next page.
     *
     * @param cursor of it, as the page that was looked at gave it
     */
    public String goOn(String cursor) {
        search.next(cursor);
        return AGAIN;
    }

    public String goBack() {
        search.previous();
        return AGAIN;
    }

    /** Whether there are pages to go to; a form that is being read came from one. */
    public boolean isPaged() {
        return !isShowing() || !found().items().isEmpty();
    }

    /** The cursor of the page after this one, null on the last. */
    public String getNext() {
        return found().next().orElse(null);
    }

    public boolean isLast() {
        return isShowing() && getNext() == null;
    }

    public boolean isFirst() {
        return search.cursor().isEmpty();
    }

    /** Whether what is searched for finds only whole ids. */
    public boolean isTooShort() {
        return search.wish().tooShort();
    }

    public boolean isNarrowed() {
        return search.narrowed();
    }

    public Sort[] getSorts() {
        return Sort.values();
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getCountry() {
        return country;
    }

    public void setCountry(String country) {
        this.country = country;
    }

    public Sort getSort() {
        return sort;
    }

    public void setSort(Sort sort) {
        this.sort = sort;
    }
}
