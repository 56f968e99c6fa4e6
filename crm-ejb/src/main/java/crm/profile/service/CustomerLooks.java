package crm.profile.service;

import crm.access.entity.Roles;
import crm.ingest.entity.Identity;
import crm.ingest.service.Identities;
import crm.platform.entity.Page;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.profile.entity.CustomerFile;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.Note;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.entity.TimelinePart;
import crm.profile.entity.TimelineWish;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Customers as the caller may see them, and the only way by which resources and pages come to see them (a test makes
 * sure). Who may see personal data gets it once the look is in the audit trail, one entry per call; all others get it
 * masked, which is no look unless they search for somebody.
 *
 * <p>What a method gives is read before the look is written, so what is not there is not looked at; no transaction is
 * open while it is written.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CustomerLooks {

    private static final String VIEWED = "customer.viewed";
    private static final String TIMELINE = "customer.timeline_viewed";
    private static final String NOTES = "customer.notes_viewed";
    private static final String LISTED = "customers.listed";
    private static final String SEARCHED = "customers.searched";
    private static final String EXPORTED = "customers.exported";
    private static final String EXPORT_ENDED = "customers.export_ended";
    private static final String ALL = "customers";
    private static final Page<Note> NO_NOTES = new Page<>(List.of(), Optional.empty());

    // Each may hold tens of megabytes for seconds; a page would rather say so than wait for long.
    private static final Turns TIMELINE_SEARCHES = new Turns(4, Duration.ofSeconds(2), "searches of timelines");

    // A search may need as much of the database as it can get for seconds; they leave most connections of the node to
    // others.
    private static final Turns SEARCHES = new Turns(12, Duration.ofSeconds(1), "searches");

    @Resource
    private SessionContext caller;

    @Inject
    private CustomerQueries customers;

    @Inject
    private CustomerExport exports;

    @Inject
    private AuditTrail trail;

    @Inject
    private Identities identities;

    /**
     * A profile; a merged one answers with its survivor.
     *
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public Optional<ProfileView> profile(ProfileId id) {
        return customers.find(id).map(found -> seen(found, viewed(found), PersonalData::masked));
    }

    /**
     * All that is known of a customer, with part of the history, in one look. What anybody searches a history for is written
     * down.
     *
     * @throws crm.platform.entity.Busy if a text is searched for, and too many are
     * @throws crm.platform.entity.ForeignCursor if its cursor was not given out for this list
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public Optional<CustomerFile> file(ProfileId id, TimelineWish wish) {
        return inTurn(wish, () -> customers.file(id, asSeen(wish)))
                .map(this::withNotes)
                .map(found -> {
                    Act look = viewed(found.profile())
                            .with("events", found.timeline().items().size())
                            .with("notes", found.notes().items().size());
                    lookMasked(id, wish, found.timeline());
                    return seen(found, searched(look, wish), CustomerLooks::masked);
                });
    }

    /**
     * Part of a profile's history. What anybody searches it for is written down.
     *
     * @throws crm.platform.entity.Busy if a text is searched for, and too many are
     * @throws crm.platform.entity.ForeignCursor if its cursor was not given out for this list
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public TimelinePart part(ProfileId id, TimelineWish wish) {
        TimelinePart part = inTurn(wish, () -> customers.part(id, asSeen(wish), CustomerQueries.Newer.NO));
        lookMasked(id, wish, part);
        return seen(part, searched(partViewed(id, part), wish), CustomerLooks::masked);
    }

    /**
     * What happened after the event of a cursor, the oldest of it; without a cursor, from the beginning. A page that is
     * open asks for it again and again: where nothing has come nothing is shown, and nobody looked.
     *
     * @throws crm.platform.entity.ForeignCursor if its cursor was not given out for this list
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public TimelinePart newer(ProfileId id, TimelineWish wish) {
        TimelinePart part = customers.part(id, wish, CustomerQueries.Newer.YES);
        return part.items().isEmpty() ? part : seen(part, partViewed(id, part), CustomerLooks::masked);
    }

    private CustomerFile withNotes(CustomerFile file) {
        return readsNotes() ? file : file.showing(file.profile(), NO_NOTES, file.timeline());
    }

    private static <T> T inTurn(TimelineWish wish, Supplier<T> reading) {
        return wish.text().isPresent() ? TIMELINE_SEARCHES.in(reading) : reading.get();
    }

    /** Who sees a history masked has looked if something was searched for. */
    private void lookMasked(ProfileId id, TimelineWish wish, TimelinePart part) {
        if (!plain() && wish.text().isPresent()) {
            trail.look(searched(partViewed(id, part), wish));
        }
    }

    /** A text is searched for in what the caller sees: whoever sees a name masked does not find it. */
    private TimelineWish asSeen(TimelineWish wish) {
        return plain()
                ? wish
                : new TimelineWish(
                        wish.filter(),
                        wish.limit(),
                        wish.after(),
                        wish.text(),
                        entry -> wish.fits().test(PersonalData.masked(entry)));
    }

    private static Act searched(Act look, TimelineWish wish) {
        return wish.text().map(text -> look.withPersonal("text", text)).orElse(look);
    }

    private static Act partViewed(ProfileId id, TimelinePart part) {
        return new Act(TIMELINE, object(id.value())).with("events", part.items().size());
    }

    /**
     * Notes of a customer, newest first, for those who work with customers; nobody else gets any.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this list
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public Page<Note> notes(ProfileId id, int limit, Optional<String> after) {
        Page<Note> page = readsNotes() ? customers.notes(id, limit, after) : NO_NOTES;
        Act look = new Act(NOTES, object(id.value())).with("notes", page.items().size());
        return seen(page, look, none -> none);
    }

    /**
     * A note of a customer; none for those who read no notes.
     *
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public Optional<Note> note(ProfileId id, UUID note) {
        Optional<Note> found = readsNotes() ? customers.note(id, note) : Optional.empty();
        found.ifPresent(seen -> trail.look(new Act(NOTES, object(id.value())).with("notes", 1)));
        return found;
    }

    private boolean readsNotes() {
        return Roles.readNotes(caller::isCallerInRole);
    }

    private boolean plain() {
        return Roles.seePersonalData(caller::isCallerInRole);
    }

    /**
     * A page of a profile's history, newest first.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this list
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public Page<TimelineEntry> timeline(ProfileId id, TimelineFilter filter, int limit, Optional<String> after) {
        Page<TimelineEntry> page = customers.timeline(id, filter, limit, after);
        Act look = new Act(TIMELINE, object(id.value()))
                .with("events", page.items().size());
        return seen(page, look, CustomerLooks::maskedTimeline);
    }

    /**
     * A page of customers. Who sees them masked finds them by whole ids, e-mail addresses and phone numbers only, or asking
     * for parts would tell what is masked, and never in the order of names; and what anybody looks for is written down.
     *
     * @throws crm.platform.entity.Busy if others are at it
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this search
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     */
    public Page<CustomerSummary> search(CustomerSearch search, int limit, Optional<String> after) {
        boolean plain = plain();
        Page<CustomerSummary> page = SEARCHES.in(() -> plain
                ? customers.search(search, limit, after)
                : customers.searchWhole(search.blindToNames(), limit, after));
        Act look = look(search).with("customers", page.items().size());
        if (plain || look.action().equals(SEARCHED)) {
            trail.look(look);
        }
        return plain ? page : maskedList(page);
    }

    /**
     * All customers that a search finds, with no end but their number. Begin and end are in the trail, whoever asks: what has
     * left is no longer guarded here.
     *
     * @param only of whom nobody else is wanted; empty for all
     * @param columns what is taken of each, for the trail
     * @throws crm.privacy.entity.LookNotWritten if it cannot be shown as the look cannot be written
     * @throws crm.platform.entity.Busy if others are at it
     * @throws IOException of the reader
     */
    public void export(
            CustomerSearch search, Collection<UUID> only, Collection<String> columns, CustomerExport.Reader reader)
            throws IOException {
        boolean plain = Roles.seePersonalData(caller::isCallerInRole);
        CustomerExport.Chosen chosen = customers.choose(plain ? search : search.blindToNames(), !plain);
        Act begun = exported(EXPORTED, search).with("columns", String.join(" ", columns));
        trail.look(only.isEmpty() ? begun : begun.with("chosen", only.size()));
        AtomicLong rows = new AtomicLong();
        boolean whole = false;
        try {
            exports.read(chosen, only, customer -> {
                reader.read(plain ? customer : PersonalData.masked(customer));
                rows.incrementAndGet();
            });
            whole = true;
        } finally {
            trail.look(exported(EXPORT_ENDED, search).with("customers", rows).with("whole", whole));
        }
    }

    /**
     * Some customers, in the order of these ids; who is none is left out.
     *
     * @throws crm.privacy.entity.LookNotWritten if they cannot be shown as the look cannot be written
     */
    public List<CustomerSummary> some(Collection<ProfileId> profiles) {
        List<CustomerSummary> found = profiles.isEmpty() ? List.of() : customers.some(profiles);
        return found.isEmpty()
                ? found
                : seen(
                        found,
                        new Act(LISTED, ALL).with("customers", found.size()),
                        list -> list.stream().map(PersonalData::masked).toList());
    }

    private Act exported(String action, CustomerSearch search) {
        return search.sought().isEmpty() ? new Act(action, ALL) : searched(action, search.sought());
    }

    private static Act viewed(ProfileView profile) {
        return new Act(VIEWED, object(profile.profileId()));
    }

    private static String object(Object profileId) {
        return "profile:" + profileId;
    }

    private Act look(CustomerSearch search) {
        Optional<String> text = search.text().map(String::strip).filter(asked -> !asked.isEmpty());
        return text.map(asked -> searched(SEARCHED, asked)).orElseGet(() -> new Act(LISTED, ALL));
    }

    /** The text as it was typed, and as the e-mail address or phone number that it may be, however it was written. */
    private Act searched(String action, String text) {
        Act look = new Act(action, ALL).withPersonal("text", text);
        for (Identity identity : Stream.of(Identity.EMAIL, Identity.PHONE)
                .flatMap(namespace -> identities.of(namespace, text).stream())
                .toList()) {
            look = look.withPersonal(identity.namespace(), identity.value());
        }
        return look;
    }

    private <T> T seen(T found, Act look, UnaryOperator<T> mask) {
        if (!plain()) {
            return mask.apply(found);
        }
        trail.look(look);
        return found;
    }

    private static CustomerFile masked(CustomerFile file) {
        return file.showing(PersonalData.masked(file.profile()), NO_NOTES, masked(file.timeline()));
    }

    private static TimelinePart masked(TimelinePart part) {
        return new TimelinePart(
                part.items().stream().map(PersonalData::masked).toList(),
                part.older(),
                part.newest(),
                part.more(),
                part.searched(),
                part.back());
    }

    private static Page<TimelineEntry> maskedTimeline(Page<TimelineEntry> page) {
        return new Page<>(page.items().stream().map(PersonalData::masked).toList(), page.next());
    }

    private static Page<CustomerSummary> maskedList(Page<CustomerSummary> page) {
        return new Page<>(page.items().stream().map(PersonalData::masked).toList(), page.next());
    }
}
