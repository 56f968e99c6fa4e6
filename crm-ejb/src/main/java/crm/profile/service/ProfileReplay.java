package crm.profile.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.platform.service.JsonForm;
import crm.profile.entity.SpendSum;
import crm.profile.fold.Attributes;
import crm.profile.fold.Consents;
import crm.profile.fold.OrderState;
import crm.profile.fold.ProfileDelta;
import crm.profile.fold.ProfileDelta.Kind;
import crm.profile.fold.ProfileDelta.Tally;
import crm.profile.rfm.Buying;
import crm.profile.store.ViewRows.Counts;
import crm.profile.store.ViewRows.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A profile as it was after each of its events, by the code that folds them when they come. Going on is cheap, going back
 * begins anew. Not thread-safe.
 */
public final class ProfileReplay {

    private static final ObjectMapper JSON =
            JsonForm.configured(JsonMapper.builder()).build();

    private final List<Event> events;
    private int applied;
    private Map<String, OrderState> orders = new HashMap<>();
    private ProfileDelta delta;
    private Set<String> namespaces = new HashSet<>();
    private JsonNode view;
    private AttributeTree person;
    private Counted counted;

    /** What is found among tallies. */
    private record Counted(long products, long conversations, List<String> categories, Optional<String> channel) {}

    /** @param events of one profile, in the order of their stamps; of those types at least that what is asked for follows from */
    public ProfileReplay(List<Event> events) {
        this.events = events;
        restart();
    }

    private void restart() {
        applied = 0;
        orders = new HashMap<>();
        Map<String, OrderState> of = orders;
        delta = new ProfileDelta(
                id -> of.computeIfAbsent(id, none -> new OrderState()), new Attributes(), new Consents());
        namespaces = new HashSet<>();
        view = null;
        person = null;
        counted = null;
    }

    private void go(int many) {
        if (many < applied) {
            restart();
        }
        while (applied < many) {
            Event event = events.get(applied++);
            delta.add(event);
            links(event).forEach(link -> namespaces.add(link.namespace()));
            forget(event.payload());
        }
    }

    private void forget(Payload payload) {
        view = null;
        if (payload instanceof CustomerChanged) {
            person = null;
        } else if (payload instanceof OrderCompleted
                || payload instanceof OrderRefunded
                || payload instanceof Consulted) {
            counted = null;
        }
    }

    /** Whom a customer's event says to be the customer. */
    private static List<Identity> links(Event event) {
        if (!event.subject().isCustomer()) {
            return List.of();
        }
        if (event.payload() instanceof CustomerChanged change) {
            return change.links();
        }
        return event.payload() instanceof CustomerIdentified identified ? identified.links() : List.of();
    }

    /** {@code attributes} and {@code traits} of the profile view after so many events. */
    public JsonNode view(int many) {
        go(many);
        if (view == null) {
            person = person == null ? AttributeTree.of(delta.attributes()) : person;
            ObjectNode root = JSON.createObjectNode();
            root.set("attributes", JSON.valueToTree(person.attributes()));
            root.set("traits", JSON.valueToTree(traits(person.traits())));
            view = root;
        }
        return view;
    }

    /** What was bought, by so many events. */
    public Buying buying(int many) {
        go(many);
        return new Buying(delta.orders(), times().lastOrder(), spent());
    }

    private Map<String, Object> traits(Map<String, Object> own) {
        Counted found = counted();
        return ViewReading.traits(counts(found), times(), spent(), found.categories(), found.channel(), own);
    }

    private Counted counted() {
        if (counted == null) {
            counted = new Counted(
                    ranked(Kind.PRODUCT).count(),
                    ranked(Kind.CONVERSATION).count(),
                    ranked(Kind.CATEGORY).limit(ViewReading.TOP_CATEGORIES).toList(),
                    ranked(Kind.CHANNEL).findFirst());
        }
        return counted;
    }

    private Counts counts(Counted found) {
        return new Counts(
                delta.orders(),
                delta.items(),
                found.products(),
                delta.refunds(),
                delta.interactions(),
                found.conversations(),
                delta.transactions());
    }

    private Times times() {
        Optional<Instant> first = Optional.ofNullable(delta.firstOrder());
        Optional<Instant> last = Optional.ofNullable(delta.lastOrder());
        if (delta.orderTimesStale()) {
            first = completed().min(Comparator.naturalOrder());
            last = completed().max(Comparator.naturalOrder());
        }
        return new Times(first, last, Optional.ofNullable(delta.firstSeen()), Optional.ofNullable(delta.lastSeen()));
    }

    private Stream<Instant> completed() {
        return orders.values().stream()
                .filter(order -> !order.cancelled())
                .flatMap(order -> order.completion().stream())
                .map(completion -> completion.stamp().time());
    }

    private List<SpendSum> spent() {
        return delta.money().entrySet().stream()
                .map(sum -> new SpendSum(
                        sum.getKey(),
                        sum.getValue().gross(),
                        sum.getValue().net(),
                        sum.getValue().orders()))
                .filter(sum -> sum.net().signum() != 0 || sum.gross().signum() != 0 || sum.orders() != 0)
                .toList();
    }

    /** Those of which there are any, the most frequent first. */
    private Stream<String> ranked(Kind kind) {
        return delta.tallies().entrySet().stream()
                .filter(tally -> tally.getKey().kind() == kind && tally.getValue() > 0)
                .sorted(Map.Entry.<Tally, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Tally::item))))
                .map(tally -> tally.getKey().item());
    }

    /** What was said last on a purpose, after so many events. */
    public Optional<Boolean> consent(int many, String purpose) {
        go(many);
        Consents.Word word = delta.consents().words().get(purpose);
        return word == null ? Optional.empty() : word.granted();
    }

    /** Whether somebody named the profile in a namespace, after so many events; besides the identity it was made for. */
    public boolean named(int many, String namespace) {
        go(many);
        return namespaces.contains(namespace)
                || delta.identities().stream()
                        .anyMatch(identity -> identity.namespace().equals(namespace));
    }
}
