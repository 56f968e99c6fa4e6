package crm.profile.page;

import crm.platform.entity.Busy;
import crm.platform.entity.ForeignCursor;
import crm.profile.entity.Family;
import crm.profile.entity.ProfileId;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.entity.TimelinePart;
import crm.profile.entity.TimelineWish;
import crm.profile.service.CustomerLooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened with a customer, part by part, with what narrows it. */
@Named("timeline")
@RequestScoped
public class TimelineView {

    private static final int PART = 25;

    @Inject
    private CustomerLooks customers;

    @Inject
    private TimelineSearches searches;

    @Inject
    private WordingPage wording;

    @Inject
    private FacesContext faces;

    private String id;
    private String type;
    private String family;
    private String from;
    private String to;
    private String at;
    private String after;
    private String newer;
    private boolean search;
    private String text;
    private boolean busy;
    private TimelinePart part = TimelinePart.none();

    /** What is to be read first. */
    TimelineWish wish() {
        TimelineFilter filter = filter();
        return searched()
                .map(asked ->
                        new TimelineWish(filter, PART, Optional.ofNullable(after), Optional.of(asked), fits(asked)))
                .orElseGet(() -> new TimelineWish(filter, PART, Optional.ofNullable(after)));
    }

    private java.util.function.Predicate<TimelineEntry> fits(String asked) {
        TimelineText words = new TimelineText(asked);
        Happenings happenings = new Happenings(wording.wording());
        return entry -> words.isIn(happenings.of(entry));
    }

    /** Of a customer whose timeline the caller may not see. */
    TimelineWish none() {
        Instant never = Instant.EPOCH;
        return new TimelineWish(
                new TimelineFilter(Optional.empty(), Optional.empty(), Optional.of(never), Optional.of(never)),
                1,
                Optional.empty());
    }

    private TimelineFilter filter() {
        Optional<Instant> one = instant(at);
        return one.isPresent()
                ? new TimelineFilter(
                        Optional.empty(), Optional.empty(), one, one.map(time -> time.plus(1, ChronoUnit.MICROS)))
                : new TimelineFilter(
                        Optional.ofNullable(type),
                        Optional.ofNullable(family).flatMap(Family::ofKey),
                        day(from).map(TimelineView::begin),
                        day(to).map(day -> begin(day.plusDays(1))));
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.ofNullable(text)
                    .map(LocalDate::parse)
                    .filter(day -> day.getYear() > 0 && day.getYear() <= 9998);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text)
                    .map(Instant::parse)
                    .filter(time -> day(time.toString().substring(0, 10)).isPresent());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> searched() {
        return search && id != null ? searches.text(id) : Optional.empty();
    }

    /** Reads a part by itself. */
    void load(ProfileId customer) {
        try {
            part = newer == null
                    ? customers.part(customer, wish())
                    : customers.newer(
                            customer,
                            new TimelineWish(
                                    filter(), PART, Optional.of(newer).filter(cursor -> !cursor.equals("all"))));
        } catch (ForeignCursor e) {
            part = TimelinePart.none();
        } catch (Busy e) {
            tellBusy();
        }
    }

    /** Nothing is shown of it, but how to try again. */
    void tellBusy() {
        busy = true;
        part = TimelinePart.none();
    }

    void show(TimelinePart found) {
        part = found;
    }

    /** Begins at the newest: the cursor was none. */
    void restart() {
        after = null;
    }

    /** Searches for what was typed. */
    public String look() {
        String customer = faces.getExternalContext().getRequestParameterMap().get("customer");
        if (customer == null) {
            return "/profile/list.xhtml?faces-redirect=true";
        }
        searches.search(customer, Optional.ofNullable(text));
        String address = "/profile/view.xhtml?faces-redirect=true&id=" + encoded(customer);
        return text == null ? address : address + "&search=true";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public List<HappeningDay> getDays() {
        Happenings happenings = new Happenings(wording.wording());
        return HappeningDay.group(
                part.items().stream().map(happenings::of).toList(), ZoneOffset.UTC, wording.wording());
    }

    public boolean isNothing() {
        return part.items().isEmpty() && !busy;
    }

    /** Whether there are older ones, or more to be searched, or a search to be tried again. */
    public boolean isMore() {
        return busy || part.older().isPresent();
    }

    /** The address of this timeline from another place on. */
    private String address(Map<String, String> place) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("id", id);
        parameters.put("family", family);
        parameters.put("type", type);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("at", at);
        parameters.put("search", search ? "true" : null);
        parameters.putAll(place);
        return faces.getExternalContext().getRequestContextPath() + "/profile/view.xhtml?"
                + parameters.entrySet().stream()
                        .filter(parameter -> parameter.getValue() != null)
                        .map(parameter -> parameter.getKey() + '=' + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    public String getOlderAddress() {
        Optional<String> place = busy ? Optional.ofNullable(after) : part.older();
        return address(place.map(cursor -> Map.of("after", cursor)).orElse(Map.of()));
    }

    public String getNewestAddress() {
        return address(Map.of());
    }

    /** Where newer ones are asked for; null where what comes would not belong here. */
    public String getNewerAddress() {
        boolean open = after == null && to == null && at == null && !search;
        return open || newer != null
                ? address(Map.of("part", "true", "newer", part.newest().orElse(newer == null ? "all" : newer)))
                : null;
    }

    /** Whether still more newer ones wait. */
    public boolean isPending() {
        return newer != null && part.more();
    }

    /** How far a text was searched for, in words; empty where none was. */
    public String getSearched() {
        if (busy) {
            return wording.wording().say("timeline.searched.busy");
        }
        return part.searched() == 0
                ? ""
                : part.back()
                        .filter(time -> part.more())
                        .map(time ->
                                wording.wording().say("timeline.searched.back", part.searched(), wording.time(time)))
                        .orElseGet(() -> wording.wording().say("timeline.searched.all", part.searched()));
    }

    public boolean isNarrowed() {
        return !filter().isAll() || searched().isPresent();
    }

    public boolean isBegun() {
        return after != null;
    }

    public List<Fact> getFamilies() {
        return Stream.of(Family.values())
                .map(one -> new Fact(wording.label("family", one.key()), one.key()))
                .toList();
    }

    /** Event types to choose from, each with its words; any other can be typed. */
    public List<Fact> getTypes() {
        return Happenings.types().stream()
                .map(known -> new Fact(wording.label("event", known), known))
                .toList();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = filled(type);
    }

    private static String filled(String sent) {
        return sent == null || sent.isBlank() ? null : sent.strip();
    }

    public String getFamily() {
        return family;
    }

    public void setFamily(String family) {
        this.family = Optional.ofNullable(filled(family))
                .flatMap(Family::ofKey)
                .map(Family::key)
                .orElse(null);
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = day(filled(from)).map(LocalDate::toString).orElse(null);
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = day(filled(to)).map(LocalDate::toString).orElse(null);
    }

    public String getAt() {
        return at;
    }

    public void setAt(String at) {
        this.at = instant(filled(at)).map(Instant::toString).orElse(null);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = filled(after);
    }

    public String getNewer() {
        return newer;
    }

    public void setNewer(String newer) {
        this.newer = filled(newer);
    }

    public boolean isSearch() {
        return search;
    }

    public void setSearch(boolean search) {
        this.search = search;
    }

    /** What is searched for; while a form is read, what was typed. */
    public String getText() {
        return text == null ? searched().orElse(null) : text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
