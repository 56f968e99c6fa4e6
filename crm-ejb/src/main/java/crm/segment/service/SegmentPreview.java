package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.MARKETER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.access.entity.Roles;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Micros;
import crm.condition.language.Definition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Reading;
import crm.platform.service.BusinessClock;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.profile.entity.ProfileId;
import crm.profile.service.CustomerLooks;
import crm.segment.entity.DefinitionCheck;
import crm.segment.entity.Preview;
import crm.segment.entity.SegmentRefused;
import crm.segment.service.Survey.Scope;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a condition that nobody has published would mean. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SegmentPreview {

    /** How many are shown of those who are counted. */
    static final int SAMPLE = 10;

    @Resource
    private SessionContext caller;

    @Inject
    private Surveys surveys;

    @Inject
    private BusinessClock clock;

    @Inject
    private CustomerLooks looks;

    @EJB
    private AuditTrail trail;

    private record Counted(long count, List<ProfileId> sample, Instant asOf) {}

    /**
     * Of whom a condition holds, asked of all profiles.
     *
     * @param request {@code {"where", "timezone"?, "as_of"?}}; with a {@code key}, that of the segment it is to become
     * @throws SegmentRefused if it is not as it must be
     * @throws crm.platform.entity.Busy if as much as may be is asked already
     * @throws crm.privacy.entity.LookNotWritten if it cannot be told as the look cannot be written
     */
    @RolesAllowed({ADMIN, MARKETER})
    public Preview preview(JsonNode request) {
        long begin = System.nanoTime();
        Counted counted = surveys.ask(snapshot -> count(
                snapshot,
                Question.read(request, snapshot.publishing(), Roles.seePersonalData(caller::isCallerInRole))));
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        // Whoever asks of how many something holds that they see masked learns of it.
        trail.look(new Act("segment.previewed", "customers").with("count", counted.count()));
        return new Preview(counted.count(), looks.some(counted.sample()), counted.asOf(), took);
    }

    private Counted count(Snapshot snapshot, Question question) throws SQLException {
        Instant asOf = question.asOf().orElseGet(clock::instant);
        InForce asked =
                new DefinitionsThen(snapshot.definitions(), asOf).with(Map.of(Question.NAME, question.definition()));
        CompiledCondition condition = asked.set().find(Question.NAME).orElseThrow();
        long at = Micros.of(asOf);
        AtomicLong count = new AtomicLong();
        List<ProfileId> sample = new ArrayList<>();
        snapshot.survey(asked).all(new Scope(asked.closure(condition), at, asOf), Survey.FIRST, (profile, about) -> {
            if (about.evaluate(condition, at).member() && count.incrementAndGet() <= SAMPLE) {
                sample.add(profile);
            }
            return true;
        });
        return new Counted(count.get(), sample, asOf);
    }

    /**
     * Whether a definition can be published, or what is sent for a preview be asked.
     *
     * @param language of the words
     * @throws SegmentRefused if not, with all that is wrong
     */
    @RolesAllowed({ADMIN, MARKETER})
    public DefinitionCheck validate(JsonNode document, Locale language) {
        return surveys.look(snapshot -> validate(snapshot.publishing(), document, language));
    }

    private static DefinitionCheck validate(Definitions definitions, JsonNode document, Locale language)
            throws SQLException {
        if (document == null || !document.has("name") || document.has("as_of")) {
            Question question = Question.read(document, definitions);
            return new DefinitionCheck(
                    true, definitions.words(language).of(question.definition().where()), question.hints());
        }
        Reading<Definition> reading =
                new DefinitionReader(Words.VOCABULARY.withSegments(definitions.referable())).definition(document);
        if (!reading.problems().isEmpty()) {
            throw new SegmentRefused(Definitions.faults(reading.problems()));
        }
        return new DefinitionCheck(
                true,
                definitions.words(language).of(reading.value().orElseThrow().where()),
                Definitions.faults(reading.hints()));
    }
}
