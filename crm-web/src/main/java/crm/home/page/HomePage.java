package crm.home.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.operations.entity.GroupStatus;
import crm.platform.page.Chart;
import crm.platform.rest.Json;
import crm.profile.entity.DaySales;
import crm.profile.entity.Money;
import crm.profile.entity.RecentEvent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the business goes and how the system feels, at one look. Shown while the database is away, too. */
@Named("home")
@RequestScoped
public class HomePage {

    private static final Logger LOG = System.getLogger(HomePage.class.getName());
    private static final List<Integer> PERIODS = List.of(7, 30, 90);
    private static final int A_WEEK = 7;

    @Inject
    private Figures figures;

    @Inject
    private FacesContext faces;

    private int days = PERIODS.get(1);
    private String currency;
    private Words words;
    private Pulse pulse;
    private Business business;
    private SalesChart sales;
    private List<GroupStatus> groups = List.of();

    /** Reads what the caller may see. */
    public void load() {
        groups = isOperating() ? figures.groups() : List.of();
        try {
            pulse = figures.pulse();
            if (isSelling()) {
                business = figures.business();
                LocalDate today = business.today();
                sales = new SalesChart(
                        today.minusDays(days - 1L), today, figures.books().sales(today.minusDays(days - 1L), today));
            }
        } catch (RuntimeException e) {
            pulse = null;
            LOG.log(Level.DEBUG, "figures are not to be had", e);
        }
    }

    /** Also while a form is being read, when nothing has been loaded yet. */
    private Words words() {
        if (words == null) {
            words = new Words(
                    faces.getApplication().getResourceBundle(faces, "msg"),
                    faces.getViewRoot().getLocale());
        }
        return words;
    }

    // ---- what the caller may see

    public boolean isSelling() {
        return BusinessTopic.allows(faces.getExternalContext()::isUserInRole);
    }

    public boolean isOperating() {
        return OperationsTopic.allows(faces.getExternalContext()::isUserInRole);
    }

    // ---- how it is

    /** Whether the database does not answer. */
    public boolean isAway() {
        return pulse == null;
    }

    /** Whether no event has ever been applied. */
    public boolean isNothing() {
        return pulse != null && pulse.census().events() == 0;
    }

    public boolean isWaiting() {
        return pulse != null && pulse.waiting();
    }

    public String getCustomers() {
        return pulse == null ? "" : words().number(pulse.census().customers());
    }

    public String getEvents() {
        return pulse == null ? "" : words().number(pulse.census().events());
    }

    public String getRate() {
        return pulse == null ? "" : pulse.rate().map(words()::number).orElse("");
    }

    public String getFresh() {
        return pulse == null
                ? ""
                : pulse.vitals().fresh().map(words()::duration).orElse("");
    }

    public String getStale() {
        return pulse == null
                ? ""
                : pulse.vitals().stale().map(words()::duration).orElse("–");
    }

    // ---- today

    public boolean isSold() {
        return sales != null && business != null;
    }

    public String getDate() {
        return words().day(figures.today());
    }

    public String getDay() {
        return figures.today().toString();
    }

    private DaySales today() {
        return business.on(business.today(), getCurrency());
    }

    private DaySales weekAgo() {
        return business.on(business.today().minusDays(A_WEEK), getCurrency());
    }

    public String getRevenue() {
        return isSold() && !getCurrency().isEmpty() ? words().money(Business.net(today())) : "";
    }

    public String getRevenueBefore() {
        return getRevenue().isEmpty() ? "" : words().text("home.week_ago", words().money(Business.net(weekAgo())));
    }

    public String getOrders() {
        return isSold() ? words().number(today().orders()) : "";
    }

    public String getOrdersBefore() {
        return isSold() ? words().text("home.week_ago", words().number(weekAgo().orders())) : "";
    }

    /** Better than a week ago is good; worse is nothing, since the day is not over. */
    public String mood(String figure) {
        if (!isSold() || getCurrency().isEmpty()) {
            return "";
        }
        boolean better = figure.equals("orders")
                ? today().orders() > weekAgo().orders()
                : today().net().compareTo(weekAgo().net()) > 0;
        return better ? "good" : "";
    }

    // ---- the last days

    public List<Integer> getPeriods() {
        return PERIODS;
    }

    public String days(int period) {
        return words().text("home.days", period);
    }

    public int getDays() {
        return days;
    }

    public String getPeriod() {
        return String.valueOf(days);
    }

    /** Whatever stands in the address; what is none of the periods is as if it were not there. */
    public void setPeriod(String period) {
        PERIODS.stream()
                .filter(known -> String.valueOf(known).equals(period))
                .findFirst()
                .ifPresent(known -> days = known);
    }

    public List<String> getCurrencies() {
        return sales == null ? List.of() : sales.currencies();
    }

    /** The one that was chosen, if something was sold in it, else the one with the most orders. */
    public String getCurrency() {
        List<String> sold = getCurrencies();
        return currency != null && sold.contains(currency)
                ? currency
                : sold.stream().findFirst().orElse("");
    }

    public void setCurrency(String currency) {
        this.currency = currency;
    }

    public Chart getChart() {
        return getCurrency().isEmpty()
                ? new Chart(words().locale(), List.of(), List.of())
                : sales.in(getCurrency(), words().texts(), words().locale());
    }

    // ---- just now

    public List<RecentEvent> getRecent() {
        return business == null ? List.of() : business.recent();
    }

    public String event(String type) {
        return words().event(type);
    }

    public String time(RecentEvent event) {
        return words().time(event.at(), figures.today());
    }

    public String amount(Optional<Money> amount) {
        return amount.map(words()::money).orElse("");
    }

    /** What events are called, for the script that shows new ones. */
    public String getEventWords() {
        Map<String, String> all = new TreeMap<>();
        Collections.list(words().texts().getKeys()).stream()
                .filter(key -> key.startsWith("event."))
                .forEach(key -> all.put(
                        key.substring("event.".length()), words().texts().getString(key)));
        try {
            return Json.mapper().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words", e);
        }
    }

    // ---- operations

    public List<GroupStatus> getGroups() {
        return groups;
    }

    public String getLag() {
        return words().number(OperationsTopic.lag(groups));
    }

    public String getLagSeconds() {
        return words().duration(OperationsTopic.lagSeconds(groups));
    }

    public String number(Number value) {
        return words().number(value);
    }

    public long getLetters() {
        return pulse == null ? 0 : pulse.vitals().deadLetters();
    }

    public long getLosses() {
        return pulse == null ? 0 : pulse.vitals().losses();
    }
}
