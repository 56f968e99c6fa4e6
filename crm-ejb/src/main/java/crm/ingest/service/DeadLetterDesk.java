package crm.ingest.service;

import crm.ingest.entity.DeadLetter;
import crm.ingest.entity.DeadLetterFile;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterChanged;
import crm.ingest.entity.LetterErased;
import crm.ingest.entity.LetterPlace;
import crm.ingest.entity.LetterRef;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.LetterStep;
import crm.ingest.entity.LetterUnknown;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.SealedContent;
import crm.platform.entity.Page;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Where operators look at dead letters, edit and discard them. Each change is a transaction; each look is audited. */
@Stateless
public class DeadLetterDesk {

    private static final int AT_ONCE = 1000;

    @Inject
    private DataSource database;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    @Inject
    private LetterSeals seals;

    @EJB
    private LetterReads reads;

    @EJB
    private AuditTrail audit;

    @Resource
    private SessionContext caller;

    /**
     * A page of letters, newest first, with what they say; it ends early where that is much.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this filter
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // nothing is held while the look is written
    public Page<DeadLetterView> list(DeadLetterFilter filter, int limit, Optional<String> after) {
        Page<DeadLetter> page = reads.page(filter, limit, after);
        if (!page.items().isEmpty()) {
            String ids = page.items().stream()
                    .map(letter -> String.valueOf(letter.id()))
                    .collect(Collectors.joining(" "));
            audit.look(new Act("dead_letters.listed", "dead_letters").with("letters", ids));
        }
        return new Page<>(views(page.items()), page.next());
    }

    /** The same without anything of what they say, which therefore is no look at it. */
    public Page<DeadLetterView> overview(DeadLetterFilter filter, int limit, Optional<String> after) {
        return reads.overview(filter, limit, after);
    }

    /** All of one letter. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // nothing is held while the look is written
    public Optional<DeadLetterFile> find(long id) {
        Optional<LetterReads.Found> letter = reads.find(id);
        letter.ifPresent(found -> audit.look(new Act("dead_letter.viewed", "dead_letter:" + id)));
        return letter.map(found -> file(found.letter(), found.history()));
    }

    /** The version of a letter; says nothing of what is in it. */
    public Optional<Long> version(long id) {
        return rows().find(id).map(DeadLetter::version);
    }

    /** How many letters there are of each reason. */
    public Map<Rejection.Code, Long> counts(DeadLetterFilter filter) {
        return rows().counts(filter);
    }

    /** How many open letters fit that come after a place in the order of replays. */
    public long countOpen(DeadLetterFilter filter, Optional<LetterPlace> after) {
        return rows().count(filter.in(LetterState.OPEN), after);
    }

    /** The open letters that fit, after a place in the order of replays. */
    public List<LetterRef> following(DeadLetterFilter filter, Optional<LetterPlace> after, int limit) {
        return rows().following(filter.in(LetterState.OPEN), after, limit);
    }

    /**
     * The place that a cursor of a replay names.
     *
     * @throws crm.platform.entity.ForeignCursor if it was not given out for this filter
     */
    public Optional<LetterPlace> place(DeadLetterFilter filter, Optional<String> cursor) {
        return cursor.map(text -> LetterCursor.place(text, filter));
    }

    /** The way back. */
    public String cursor(DeadLetterFilter filter, LetterPlace place) {
        return LetterCursor.after(place, filter);
    }

    /** Actual names of the topics that have letters. */
    public List<String> topics() {
        return rows().topics();
    }

    /**
     * Changes what an open letter says; what was sent stays beside it.
     *
     * @param seen the version that must still be there, if any must
     * @throws crm.ingest.entity.LetterException if there is none, it is another version, settled or erased
     */
    public DeadLetterFile edit(long id, Optional<Long> seen, UnaryOperator<RecordContent> change) {
        DeadLetter letter = lock(id, seen);
        RecordContent before = contents(List.of(letter.current())).get(0).orElseThrow(LetterErased::new);
        letter.edit(sealed(change.apply(before)));
        note(id, "edited");
        audit.act(new Act("dead_letter.edited", "dead_letter:" + id));
        entities.flush();
        return file(letter);
    }

    /**
     * Decides that an open letter shall have no effect.
     *
     * @param seen the version that must still be there, if any must
     * @throws crm.ingest.entity.LetterException if there is none, it is another version or settled
     */
    public DeadLetterFile discard(long id, Optional<Long> seen, String reason) {
        DeadLetter letter = lock(id, seen);
        letter.discard(reason);
        note(id, "discarded");
        audit.act(new Act("dead_letter.discarded", "dead_letter:" + id));
        entities.flush();
        return file(letter);
    }

    /** Discards all open letters that fit; says how many those were. */
    public int discard(DeadLetterFilter filter, String reason) {
        LetterStep step = new LetterStep(Instant.now(), actor(), "discarded", Optional.empty());
        Optional<LetterPlace> after = Optional.empty();
        int discarded = 0;
        for (List<LetterRef> some = following(filter, after, AT_ONCE);
                !some.isEmpty();
                some = following(filter, after, AT_ONCE)) {
            discarded += rows().discard(some.stream().map(LetterRef::id).toList(), reason, step);
            after = Optional.of(some.get(some.size() - 1).place());
        }
        audit.act(new Act("dead_letters.discarded", "dead_letters")
                .with("filter", filter)
                .with("count", discarded));
        return discarded;
    }

    private DeadLetter lock(long id, Optional<Long> seen) {
        DeadLetter letter = rows().lock(List.of(id)).stream().findFirst().orElseThrow(LetterUnknown::new);
        if (seen.filter(version -> version != letter.version()).isPresent()) {
            throw new LetterChanged();
        }
        return letter;
    }

    private void note(long id, String action) {
        rows().note(id, new LetterStep(Instant.now(), actor(), action, Optional.empty()));
    }

    private DeadLetterFile file(DeadLetter letter) {
        return file(letter, rows().history(letter.id()));
    }

    private DeadLetterFile file(DeadLetter letter, List<LetterStep> history) {
        Optional<RecordContent> original =
                letter.isEdited() ? contents(List.of(letter.original())).get(0) : Optional.empty();
        return new DeadLetterFile(views(List.of(letter)).get(0), original, history);
    }

    private List<DeadLetterView> views(List<DeadLetter> letters) {
        List<Optional<RecordContent>> contents =
                contents(letters.stream().map(DeadLetter::current).toList());
        List<DeadLetterView> views = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            views.add(letters.get(i).view(contents.get(i)));
        }
        return views;
    }

    private List<Optional<RecordContent>> contents(List<SealedContent> contents) {
        try (Connection connection = database.getConnection()) {
            return seals.open(connection, contents);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private SealedContent sealed(RecordContent content) {
        try (Connection connection = database.getConnection()) {
            return seals.seal(connection, content);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private LetterRows rows() {
        return new LetterRows(entities);
    }

    private String actor() {
        return caller.getCallerPrincipal().getName();
    }
}
