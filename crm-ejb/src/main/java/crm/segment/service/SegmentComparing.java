package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.MARKETER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.access.entity.Roles;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Micros;
import crm.condition.language.Definition;
import crm.platform.service.BusinessClock;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.profile.entity.ProfileId;
import crm.profile.service.CustomerLooks;
import crm.segment.entity.SegmentComparison;
import crm.segment.entity.SegmentComparison.Group;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.service.Survey.Scope;
import crm.segment.store.DefinitionRows.Version;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who would enter and leave a segment if another definition were in force; asked of all profiles, as they are known now. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SegmentComparing {

    private static final String BEFORE = Question.NAME + "before";
    private static final String AFTER = Question.NAME + "after";

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

    /** One definition and another. */
    private record Pair(int before, Optional<Integer> after, Definition one, Definition other) {}

    /**
     * Two versions of a segment.
     *
     * @throws SegmentUnknown if there are none such
     * @throws crm.platform.entity.Busy if as much as may be is asked already
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentComparison compare(String key, int before, int after) {
        return compare(
                key,
                snapshot -> new Pair(
                        before, Optional.of(after), stored(snapshot, key, before), stored(snapshot, key, after)));
    }

    /**
     * A version of a segment and a condition that nobody has published.
     *
     * @param request as for {@link SegmentPreview#preview}
     * @throws SegmentUnknown if there is no such version
     * @throws crm.segment.entity.SegmentRefused if the condition is not as it must be
     * @throws crm.platform.entity.Busy if as much as may be is asked already
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentComparison compare(String key, int before, JsonNode request) {
        return compare(key, snapshot -> {
            Definition stored = stored(snapshot, key, before);
            Question question =
                    Question.read(request, snapshot.publishing(), Roles.seePersonalData(caller::isCallerInRole));
            return new Pair(before, Optional.empty(), stored, question.definition());
        });
    }

    private Definition stored(Snapshot snapshot, String key, int number) throws SQLException {
        SegmentVersion version = snapshot.definitions().versions(key).stream()
                .map(Version::version)
                .filter(one -> one.version() == number)
                .findFirst()
                .orElseThrow(SegmentUnknown::new);
        return new DefinitionsThen(snapshot.definitions(), clock.instant()).read(version);
    }

    private SegmentComparison compare(String key, Surveys.Work<Pair> asked) {
        long begin = System.nanoTime();
        Instant now = clock.instant();
        record Found(Pair pair, Tally tally) {}
        Found found = surveys.ask(snapshot -> {
            Pair pair = asked.in(snapshot);
            return new Found(pair, tally(snapshot, pair, now));
        });
        Tally tally = found.tally();
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        trail.look(new Act("segment.compared", "segment:" + key)
                .with("enter", tally.entered)
                .with("leave", tally.left));
        return new SegmentComparison(
                key,
                found.pair().before(),
                found.pair().after(),
                now,
                tally.stay + tally.left,
                tally.stay + tally.entered,
                tally.stay,
                new Group(tally.entered, looks.some(tally.entering)),
                new Group(tally.left, looks.some(tally.leaving)),
                took);
    }

    private static Tally tally(Snapshot snapshot, Pair pair, Instant now) throws SQLException {
        Map<String, Definition> both = new HashMap<>();
        both.put(BEFORE, pair.one());
        both.put(AFTER, pair.other());
        InForce asked = new DefinitionsThen(snapshot.definitions(), now).with(both);
        CompiledCondition before = asked.set().find(BEFORE).orElseThrow();
        CompiledCondition after = asked.set().find(AFTER).orElseThrow();
        long at = Micros.of(now);
        Tally tally = new Tally();
        snapshot.survey(asked).all(new Scope(asked.everything(), at, now), Survey.FIRST, (profile, about) -> {
            boolean was = about.evaluate(before, at).member();
            tally.add(profile, was, about.evaluate(after, at).member());
            return true;
        });
        return tally;
    }

    private static final class Tally {

        private final List<ProfileId> entering = new ArrayList<>();
        private final List<ProfileId> leaving = new ArrayList<>();
        private long entered;
        private long left;
        private long stay;

        void add(ProfileId profile, boolean was, boolean is) {
            if (was && is) {
                stay++;
            } else if (was) {
                left++;
                show(leaving, profile);
            } else if (is) {
                entered++;
                show(entering, profile);
            }
        }

        private static void show(List<ProfileId> sample, ProfileId profile) {
            if (sample.size() < SegmentPreview.SAMPLE) {
                sample.add(profile);
            }
        }
    }
}
