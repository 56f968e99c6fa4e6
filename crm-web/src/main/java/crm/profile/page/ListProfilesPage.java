package crm.profile.page;

import crm.access.entity.Roles;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.rest.Outage;
import crm.profile.entity.CustomerChoices;
import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.FilterWords;
import crm.profile.service.CustomerLooks;
import crm.profile.service.CustomerQueries;
import crm.profile.service.CustomerViews;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds customers; never more of them than fit on a page. */
@Named("customers")
@RequestScoped
public class ListProfilesPage {

    private static final String AGAIN = "/profile/list.xhtml?faces-redirect=true";
    private static final int PAGE_SIZE = 25;

    @Inject
    private CustomerLooks customers;

    @Inject
    private CustomerQueries queries;

    @Inject
    private CustomerViews views;

    @Inject
    private Search search;

    @Inject
    private FacesContext faces;

    private String text;
    private Map<String, String> words;
    private Sort sort;
    private Page<CustomerSummary> found;
    private CustomerChoices choices;
    private String unclear;
    private boolean slow;

    @PostConstruct
    void start() {
        if (search.begin()) {
            begin();
        }
        text = search.text();
        words = new TreeMap<>(search.words());
        sort = search.sort();
    }

    private void begin() {
        views.columns().ifPresent(search::show);
        views.all().stream().filter(view -> view.byDefault()).findFirst().ifPresent(view -> {
            search.narrow(view.filter(), view.sort());
            search.show(view.columns());
        });
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
            return customers.search(wish(), PAGE_SIZE, search.cursor());
        } catch (ForeignCursor e) {
            search.first();
            return customers.search(wish(), PAGE_SIZE, search.cursor());
        } catch (RuntimeException e) {
            if (!Outage.tookTooLong(e)) {
                throw e;
            }
            slow = true;
            return new Page<>(List.of(), Optional.empty());
        }
    }

    private CustomerSearch wish() {
        return search.wish(alphabet());
    }

    private Alphabet alphabet() {
        return Alphabet.of(locale().getLanguage());
    }

    private Locale locale() {
        return faces.getViewRoot().getLocale();
    }

    private ResourceBundle texts() {
        return faces.getApplication().getResourceBundle(faces, "msg");
    }

    /** Looks for the text; while somebody types, the page is shown at once, for its script to take what has changed. */
    public String show() {
        search.look(text);
        search.narrow(search.words(), sorted());
        boolean typing = faces.getExternalContext().getRequestParameterMap().containsKey("typing");
        return typing ? null : AGAIN;
    }

    /** Money is sorted within a currency, so the first one is taken where none was chosen. */
    private Sort sorted() {
        if (sort == Sort.SPEND && !search.words().containsKey(FilterWords.CURRENCY)) {
            getChoices().currencies().stream()
                    .findFirst()
                    .ifPresent(currency -> search.words().put(FilterWords.CURRENCY, currency));
        }
        return sort;
    }

    /** Narrows the list, if the words can be read; else the page says which cannot. */
    public String narrow() {
        try {
            FilterWords.read(words);
        } catch (FilterWords.Unclear e) {
            unclear = e.name();
            return null;
        }
        search.narrow(words, search.sort());
        return AGAIN;
    }

    /** Takes one filter away, and what makes no sense without it. */
    public String drop(String name) {
        Map<String, String> fewer = new TreeMap<>(search.words());
        fewer.remove(name);
        if (name.equals(FilterWords.CURRENCY)) {
            fewer.remove(FilterWords.SPEND_MIN);
            fewer.remove(FilterWords.SPEND_MAX);
        }
        search.narrow(fewer, search.sort());
        return AGAIN;
    }

    public String reset() {
        search.look(null);
        search.narrow(Map.of(), Sort.MATCH);
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
        return !isShowing() || !found().items().isEmpty() || !isFirst();
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
        return wish().tooShort();
    }

    public boolean isNarrowed() {
        return search.narrowed();
    }

    /** Whether it took too long, or too many were at it; known once the items were asked for. */
    public boolean isSlow() {
        return slow;
    }

    /** The filter that could not be read, if there is one. */
    public String getUnclear() {
        return unclear;
    }

    public List<Chip> getChips() {
        return new Chips(texts(), locale()).of(search.words());
    }

    /** Whoever sees names masked sorts by none of them. */
    public List<Sort> getSorts() {
        boolean plain = Roles.seePersonalData(faces.getExternalContext()::isUserInRole);
        return Stream.of(Sort.values())
                .filter(offered -> plain || !offered.goesByName())
                .toList();
    }

    /** What there is to filter by. */
    public CustomerChoices getChoices() {
        if (choices == null) {
            choices = queries.choices();
        }
        return choices;
    }

    /** Keys of segments; the one that is chosen, too, if nobody is in it any more. */
    public List<String> getSegments() {
        Set<String> keys = new TreeSet<>(queries.segments());
        Optional.ofNullable(words.get(FilterWords.SEGMENT))
                .filter(key -> !key.isBlank())
                .ifPresent(keys::add);
        return List.copyOf(keys);
    }

    public List<String> getCountries() {
        return new Countries(locale()).sorted(getChoices().countries());
    }

    /** A country in the language of the page. */
    public String country(String country) {
        return new Countries(locale()).name(country);
    }

    public boolean shows(CustomerColumn column) {
        return search.columns().contains(column);
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    /** Filters by their names. */
    public Map<String, String> getWords() {
        return words;
    }

    public Sort getSort() {
        return sort;
    }

    public void setSort(Sort sort) {
        this.sort = sort;
    }
}
