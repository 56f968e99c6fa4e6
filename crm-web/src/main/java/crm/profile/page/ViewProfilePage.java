package crm.profile.page;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import crm.access.entity.Roles;
import crm.ingest.entity.Identity;
import crm.platform.entity.Busy;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.page.Chart;
import crm.profile.entity.CustomerFile;
import crm.profile.entity.Note;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.service.CustomerLooks;
import crm.profile.service.CustomerQueries;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows a customer and, part by part, what happened with them. All that is in its address is ids, types and times. Whoever
 * only wants a part of the timeline, as the page's script does, gets it alone.
 */
@Named("customer")
@RequestScoped
public class ViewProfilePage {

    private static final int MOST_BADGES = 6;
    private static final Set<String> DONE = Set.of("saved", "unchanged", "noted", "note_deleted");

    @Inject
    private CustomerLooks customers;

    @Inject
    private CustomerQueries queries;

    @Inject
    private TimelineView timeline;

    @Inject
    private WordingPage wording;

    @Inject
    private FacesContext faces;

    private String id;
    private String done;
    private boolean part;
    private String notesAfter;
    private CustomerFile file;
    private Page<Note> notes = new Page<>(List.of(), Optional.empty());

    /** Finds the customer of the address. */
    public void load() throws IOException {
        Optional<ProfileId> known = uuid().map(ProfileId::new);
        if (known.isEmpty() || !(part ? loadPart(known.get()) : loadAll(known.get()))) {
            external().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
        }
    }

    private boolean loadPart(ProfileId known) {
        if (!isTelling()) {
            return false;
        }
        timeline.load(known);
        return true;
    }

    private boolean loadAll(ProfileId known) {
        Optional<CustomerFile> found = read(known);
        found.ifPresent(one -> {
            file = one;
            notes = notes(known).orElse(one.notes());
            timeline.show(one.timeline());
        });
        return found.isPresent();
    }

    private Optional<CustomerFile> read(ProfileId known) {
        if (!isTelling()) {
            return customers.file(known, timeline.none());
        }
        try {
            return customers.file(known, timeline.wish());
        } catch (ForeignCursor e) {
            timeline.restart();
            return customers.file(known, timeline.wish());
        } catch (Busy e) {
            timeline.tellBusy();
            return customers.file(known, timeline.none());
        }
    }

    /** Older ones, if they are wanted. */
    private Optional<Page<Note>> notes(ProfileId known) {
        if (notesAfter == null || !isNoted()) {
            return Optional.empty();
        }
        try {
            return Optional.of(customers.notes(known, CustomerQueries.MOST_NOTES, Optional.of(notesAfter)));
        } catch (ForeignCursor e) {
            notesAfter = null;
            return Optional.empty();
        }
    }

    private Optional<UUID> uuid() {
        try {
            return Optional.ofNullable(id).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isMasked() {
        return !Roles.seePersonalData(external()::isUserInRole);
    }

    /** Whether notes may be seen. */
    public boolean isNoted() {
        return Roles.readNotes(external()::isUserInRole);
    }

    /** Whether the timeline may be seen. */
    public boolean isTelling() {
        return Stream.of(ADMIN, AGENT, MARKETER, ANALYST, VIEWER).anyMatch(external()::isUserInRole);
    }

    /** Whether attributes may be changed and notes written. */
    public boolean isEditable() {
        return Stream.of(ADMIN, AGENT).anyMatch(external()::isUserInRole);
    }

    /** What the customer is called, else an id, else nothing. */
    public String getName() {
        return file == null ? "" : CustomerName.of(file.profile()).orElse("");
    }

    public String getInitials() {
        return Initials.of(getName());
    }

    /** What the customer is called by how recently, how often and for how much, null where there is no order. */
    public String getRfm() {
        return file != null && file.profile().traits().get("rfm") instanceof Map<?, ?> scores
                ? wording.label("rfm", String.valueOf(scores.get("name")))
                : null;
    }

    /** What producers say is true of the customer. */
    public List<String> getBadges() {
        return shown(found -> found.profile().traits().entrySet().stream()
                .filter(trait -> Boolean.TRUE.equals(trait.getValue()))
                .map(trait -> wording.label("trait", trait.getKey()))
                .limit(MOST_BADGES)
                .toList());
    }

    /** Under which the customer is known best, null where there is none to be told. */
    public Identity getMainId() {
        return shown(found -> found.profile().identities()).stream()
                .filter(identity -> identity.isCustomer() || identity.linkable())
                .max(Comparator.comparing(Identity::isCustomer))
                .orElse(null);
    }

    public List<Identity> getIdentities() {
        return shown(found -> found.profile().identities());
    }

    public List<Told> getAttributes() {
        return shown(found -> new Origins(found.origins(), wording.wording())
                .of("attribute", inOrder(found.profile().attributes()), ""));
    }

    /** As people read them: who it is first, what else is known last. */
    private static Map<String, Object> inOrder(Map<String, Object> attributes) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        EditableField.all().forEach(field -> {
            String name = field.key().replaceFirst("\\..*", "");
            if (attributes.containsKey(name)) {
                ordered.put(name, attributes.get(name));
            }
        });
        attributes.forEach(ordered::putIfAbsent);
        return ordered;
    }

    public List<Told> getTraits() {
        return shown(found -> new TraitWords(found, wording.wording(), queries.ownTraits()).all());
    }

    /** The figures that matter most. */
    public List<Fact> getFigures() {
        return shown(found -> Stream.of("total_spend", "orders", "average_order_value", "last_seen_at")
                .flatMap(name -> figure(name, found.profile().traits().get(name)).stream())
                .toList());
    }

    private Optional<Fact> figure(String name, Object value) {
        return value instanceof Instant time
                ? Optional.of(
                        new Fact(wording.label("trait", name), wording.wording().date(time)))
                : Facts.of("trait", name, value, wording.wording());
    }

    public List<ConsentSaid> getConsents() {
        return shown(found -> ConsentSaid.of(found.consents(), found.profile().consents(), wording.wording()));
    }

    public List<Note> getNotes() {
        return notes.items();
    }

    /** Behind which note older ones follow, null where there are none. */
    public String getOlderNotes() {
        return notes.next().orElse(null);
    }

    /** Behind which note those that are shown begin, null where they are the newest. */
    public String getNotesAfter() {
        return notesAfter;
    }

    public void setNotesAfter(String notesAfter) {
        this.notesAfter = notesAfter == null || notesAfter.isBlank() ? null : notesAfter.strip();
    }

    /** Whether the note may be changed or deleted. */
    public boolean isOwn(Note note) {
        return isEditable()
                && (external().isUserInRole(ADMIN)
                        || note.author().equals(external().getRemoteUser()));
    }

    public List<ProfileView.Membership> getSegments() {
        return shown(found -> found.profile().segments());
    }

    public Chart getSpend() {
        return charts().spend();
    }

    public Chart getActivity() {
        return charts().events();
    }

    private ActivityCharts charts() {
        return new ActivityCharts(
                file.activity(), wording.wording(), faces.getViewRoot().getLocale());
    }

    /** Nothing while a form is being read: then nothing is shown, and nobody looks. */
    private <T> List<T> shown(Function<CustomerFile, List<T>> what) {
        return file == null ? List.of() : what.apply(file);
    }

    public ProfileView getProfile() {
        return file == null ? null : file.profile();
    }

    /** Whether the customer is there to be shown. */
    public boolean isShowing() {
        return file != null;
    }

    private ExternalContext external() {
        return faces.getExternalContext();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    /** What was just done, null if nothing. */
    public String getDone() {
        return done != null && DONE.contains(done) ? done : null;
    }

    public void setDone(String done) {
        this.done = done;
    }

    public boolean isPart() {
        return part;
    }

    public void setPart(boolean part) {
        this.part = part;
    }
}
