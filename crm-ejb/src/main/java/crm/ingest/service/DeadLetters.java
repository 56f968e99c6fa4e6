package crm.ingest.service;

import crm.ingest.entity.DeadLetter;
import crm.ingest.entity.LetterChanged;
import crm.ingest.entity.LetterErased;
import crm.ingest.entity.LetterException;
import crm.ingest.entity.LetterSettled;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.LetterStep;
import crm.ingest.entity.LetterUnknown;
import crm.ingest.entity.OpenLetter;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Replay;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Keeps the records that their group could not apply, and what became of them: for the group's own transactions. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class DeadLetters {

    @Inject
    private DataSource database;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    @Inject
    private LetterSeals seals;

    @EJB
    private AuditTrail audit;

    @Resource
    private SessionContext caller;

    /** Parks them in the caller's transaction; one that is parked already stays as it is. */
    public void park(String group, Collection<Refused> refused) {
        try (Connection connection = database.getConnection()) {
            new ParkStatement(connection, seals, group).park(List.copyOf(refused));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Locks a letter for its replay.
     *
     * @param seen the version that must still be there, if any must
     * @throws LetterException where it cannot be replayed
     */
    public OpenLetter lock(long id, Optional<Long> seen) {
        DeadLetter letter = rows().lock(List.of(id)).stream().findFirst().orElseThrow(LetterUnknown::new);
        if (seen.filter(version -> version != letter.version()).isPresent()) {
            throw new LetterChanged();
        } else if (letter.state() != LetterState.OPEN) {
            throw new LetterSettled(letter.state());
        }
        return letter.open(contents(List.of(letter)).get(0).orElseThrow(LetterErased::new));
    }

    /** Locks those of the letters that are still open and can be read, in the order of replays. */
    public List<OpenLetter> lockOpen(Collection<Long> ids) {
        List<DeadLetter> open = rows().lock(ids).stream()
                .filter(letter -> letter.state() == LetterState.OPEN)
                .toList();
        List<Optional<RecordContent>> contents = contents(open);
        List<OpenLetter> letters = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            DeadLetter letter = open.get(i);
            contents.get(i).map(letter::open).ifPresent(letters::add);
        }
        return letters;
    }

    /** Writes down how the replays of locked letters ended; one act for all of them. */
    public void settle(Collection<Replay> replays) {
        LetterRows rows = rows();
        for (Replay replay : replays) {
            DeadLetter letter = rows.find(replay.id()).orElseThrow(LetterUnknown::new);
            replay.effect().ifPresent(letter::replayed);
            Optional<Rejection> refusal = replay.refusal().map(StorableReason::of);
            refusal.ifPresent(letter::refuse);
            String action = refusal.isPresent() ? "refused" : "replayed";
            rows.note(replay.id(), new LetterStep(Instant.now(), actor(), action, refusal));
        }
        if (!replays.isEmpty()) {
            audit.act(act(replays));
        }
    }

    private static Act act(Collection<Replay> replays) {
        if (replays.size() == 1) {
            Replay only = replays.iterator().next();
            Act act = new Act("dead_letter.replayed", "dead_letter:" + only.id());
            return only.effect()
                    .map(effect -> act.with("effect", effect.word()))
                    .orElseGet(() -> act.with(
                            "refused", only.refusal().orElseThrow().code().word()));
        }
        String ids = replays.stream().map(replay -> String.valueOf(replay.id())).collect(Collectors.joining(" "));
        return new Act("dead_letters.replayed", "dead_letters")
                .with("letters", ids)
                .with(
                        "refused",
                        replays.stream()
                                .filter(replay -> replay.refusal().isPresent())
                                .count());
    }

    private List<Optional<RecordContent>> contents(List<DeadLetter> letters) {
        try (Connection connection = database.getConnection()) {
            return seals.open(
                    connection, letters.stream().map(DeadLetter::current).toList());
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
