package crm.profile.page;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import crm.access.entity.Roles;
import crm.ingest.entity.Identity;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.profile.entity.CustomerFile;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import crm.profile.service.CustomerLooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Shows a customer and, page by page, what happened with them. All that is in its address is ids and types. */
@Named("customer")
@RequestScoped
public class ViewProfilePage {

    private static final int PAGE_SIZE = 25;

    @Inject
    private CustomerLooks customers;

    @Inject
    private WordingPage wording;

    @Inject
    private FacesContext faces;

    private String id;
    private String type;
    private String after;
    private ProfileView profile;
    private Page<TimelineEntry> timeline;

    /** Finds the customer of the address. */
    public void load() throws IOException {
        Optional<CustomerFile> found = uuid().map(ProfileId::new).flatMap(this::look);
        if (found.isEmpty()) {
            external().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
            return;
        }
        profile = found.get().profile();
        timeline = found.get().timeline();
    }

    private Optional<UUID> uuid() {
        try {
            return Optional.ofNullable(id).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<CustomerFile> look(ProfileId known) {
        return isTelling()
                ? read(known, Optional.ofNullable(after))
                : customers
                        .profile(known)
                        .map(alone -> new CustomerFile(alone, new Page<>(List.of(), Optional.empty())));
    }

    private Optional<CustomerFile> read(ProfileId known, Optional<String> cursor) {
        TimelineFilter filter = new TimelineFilter(Optional.ofNullable(type), Optional.empty(), Optional.empty());
        try {
            return customers.file(known, filter, PAGE_SIZE, cursor);
        } catch (ForeignCursor e) {
            after = null;
            return customers.file(known, filter, PAGE_SIZE, Optional.empty());
        }
    }

    public boolean isMasked() {
        return !Roles.seePersonalData(external()::isUserInRole);
    }

    /** Whether the timeline may be seen. */
    public boolean isTelling() {
        return Stream.of(ADMIN, AGENT, MARKETER, ANALYST, VIEWER).anyMatch(external()::isUserInRole);
    }

    /** What the customer is called, else an id, else nothing. */
    public String getName() {
        return Stream.of(attribute("name"), fullName(), identity())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private Optional<String> fullName() {
        List<String> parts = Stream.of(attribute("first_name"), attribute("last_name"))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(profile.attributes().get(name)).map(String::valueOf);
    }

    private Optional<String> identity() {
        return profile.identities().stream().findFirst().map(Identity::value);
    }

    public List<Fact> getIdentities() {
        return profile.identities().stream()
                .map(identity -> new Fact(wording.label("namespace", identity.namespace()), identity.value()))
                .toList();
    }

    public List<Fact> getAttributes() {
        return facts("attribute", profile.attributes());
    }

    public List<Fact> getTraits() {
        return facts("trait", profile.traits());
    }

    private List<Fact> facts(String kind, Map<String, Object> fields) {
        return Facts.of(kind, fields, wording.wording());
    }

    public List<Happening> getEvents() {
        Happenings happenings = new Happenings(wording.wording());
        return timeline.items().stream().map(happenings::of).toList();
    }

    /** Event types to choose from, each with its words; any other can be typed. */
    public List<Fact> getTypes() {
        return Happenings.types().stream()
                .map(known -> new Fact(wording.label("event", known), known))
                .toList();
    }

    /** The cursor of older events, null where there are none. */
    public String getOlder() {
        return timeline.next().orElse(null);
    }

    public ProfileView getProfile() {
        return profile;
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

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type == null || type.isBlank() ? null : type.strip();
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
