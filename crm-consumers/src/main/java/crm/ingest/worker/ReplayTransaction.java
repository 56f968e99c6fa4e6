package crm.ingest.worker;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Event;
import crm.ingest.entity.LetterException;
import crm.ingest.entity.LetterHomeless;
import crm.ingest.entity.OpenLetter;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Replay;
import crm.ingest.entity.ReplayEffect;
import crm.ingest.service.DeadLetters;
import crm.ingest.service.EventDecoder;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The transaction of a replay: the handler's effect and what the letters say about it become visible together or not at
 * all. The letters' rows are locked before anything else. It may take as long as a batch's (META-INF/jboss-ejb3.xml).
 */
@Stateless
public class ReplayTransaction {

    private static final Rejection NO_HOME =
            new Rejection(Rejection.Code.HANDLER_FAILED, "", "Its consumer group does not run here.");

    @EJB
    private DeadLetters letters;

    @Inject
    private EventDecoder decoder;

    @Inject
    private Groups groups;

    /**
     * Replays one letter.
     *
     * @param seen the version that must still be there, if any must
     * @throws LetterException where it cannot be replayed
     * @throws BatchFailed for whatever else went wrong before the commit
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Replay replay(long id, Optional<Long> seen) {
        try {
            OpenLetter letter = letters.lock(id, seen);
            if (home(letter).isEmpty()) {
                throw new LetterHomeless(letter.place().group());
            }
            return apply(List.of(letter)).get(0);
        } catch (LetterException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BatchFailed(e);
        }
    }

    /**
     * Replays those of the letters that are still open.
     *
     * @throws BatchFailed for whatever went wrong before the commit
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Replay> replay(Collection<Long> ids) {
        try {
            return apply(letters.lockOpen(ids));
        } catch (RuntimeException e) {
            throw new BatchFailed(e);
        }
    }

    /** Writes down that the handler fails at a letter, if that is still open. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Replay> refuse(long id, Rejection rejection) {
        List<Replay> refused = letters.lockOpen(List.of(id)).stream()
                .map(letter -> Replay.refused(letter.id(), rejection))
                .toList();
        letters.settle(refused);
        return refused;
    }

    private List<Replay> apply(List<OpenLetter> open) {
        Map<Group, List<OpenLetter>> byGroup = new LinkedHashMap<>();
        List<Replay> homeless = new ArrayList<>();
        for (OpenLetter letter : open) {
            home(letter)
                    .ifPresentOrElse(
                            group -> byGroup.computeIfAbsent(group, its -> new ArrayList<>())
                                    .add(letter),
                            () -> homeless.add(Replay.refused(letter.id(), NO_HOME)));
        }
        List<Replay> replays = new ArrayList<>();
        byGroup.forEach((group, its) -> replays.addAll(apply(group, its)));
        letters.settle(replays);
        replays.addAll(homeless); // they keep the reason for which they were parked
        return replays;
    }

    private Optional<Group> home(OpenLetter letter) {
        return groups.byId(letter.place().group());
    }

    private List<Replay> apply(Group group, List<OpenLetter> open) {
        List<Replay> replays = new ArrayList<>();
        Map<Long, Event> events = new LinkedHashMap<>();
        for (OpenLetter letter : open) {
            Decoded decoded = decoder.decode(letter.delivery(group.role(letter.topic())));
            if (decoded instanceof Event event) {
                events.put(letter.id(), event);
            } else {
                replays.add(Replay.refused(letter.id(), (Rejection) decoded));
            }
        }
        replays.addAll(handle(group, events));
        return replays;
    }

    private static List<Replay> handle(Group group, Map<Long, Event> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        List<Event> all = List.copyOf(events.values());
        Set<List<String>> known = new HashSet<>();
        group.handler().known(all).forEach(event -> known.add(identity(event)));
        group.handler().handle(all);
        List<Replay> replays = new ArrayList<>();
        events.forEach((id, event) ->
                replays.add(Replay.of(id, known.add(identity(event)) ? ReplayEffect.APPLIED : ReplayEffect.KNOWN)));
        return replays;
    }

    private static List<String> identity(Event event) {
        return List.of(event.stamp().source(), event.stamp().id());
    }
}
