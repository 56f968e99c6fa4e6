package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.access.entity.Roles;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Explanation;
import crm.condition.evaluation.Micros;
import crm.condition.language.ConditionWords;
import crm.condition.language.Definition;
import crm.platform.service.BusinessClock;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.profile.entity.ProfileId;
import crm.segment.entity.MembershipExplanation;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Why somebody is in a segment or not, at any instant, over all that is known now. Each look is in the audit trail. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SegmentExplanation {

    @Resource
    private SessionContext caller;

    @Inject
    private Surveys surveys;

    @Inject
    private BusinessClock clock;

    @EJB
    private AuditTrail trail;

    /** What is asked, under which version. */
    private record Asked(Definition definition, Optional<SegmentVersion> version, Instant at) {}

    /**
     * By the version that was in force at an instant, else by the earliest.
     *
     * @param profile that answers for itself
     * @param at now if empty
     * @throws SegmentUnknown if there is no such segment
     * @throws SegmentNotInForce if it was archived then
     * @throws crm.privacy.entity.LookNotWritten if it cannot be told as the look cannot be written
     */
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public MembershipExplanation explain(ProfileId profile, String key, Optional<Instant> at, Locale language) {
        Instant then = at.orElseGet(clock::instant);
        MembershipExplanation why = surveys.look(snapshot -> {
            DefinitionsThen definitions = new DefinitionsThen(snapshot.definitions(), then);
            if (snapshot.definitions().find(key).isEmpty()) {
                throw new SegmentUnknown();
            }
            SegmentVersion version = definitions
                    .version(key)
                    .orElseThrow(() -> new SegmentNotInForce("The segment was archived then, so it had no members."));
            Asked asked = new Asked(definitions.read(version), Optional.of(version), then);
            return explain(
                    snapshot, definitions, profile, asked, snapshot.publishing().words(language));
        });
        trail.look(look(profile, then).with("segment", key));
        return why;
    }

    /**
     * By a condition that nobody has published.
     *
     * @param request as for {@link SegmentPreview#preview}
     * @throws crm.segment.entity.SegmentRefused if it is not as it must be
     * @throws crm.privacy.entity.LookNotWritten if it cannot be told as the look cannot be written
     */
    @RolesAllowed({ADMIN, MARKETER})
    public MembershipExplanation explain(ProfileId profile, JsonNode request, Locale language) {
        MembershipExplanation why = surveys.look(snapshot -> {
            Question question =
                    Question.read(request, snapshot.publishing(), Roles.seePersonalData(caller::isCallerInRole));
            Instant then = question.asOf().orElseGet(clock::instant);
            DefinitionsThen definitions = new DefinitionsThen(snapshot.definitions(), then);
            Asked asked = new Asked(question.definition(), Optional.empty(), then);
            return explain(
                    snapshot, definitions, profile, asked, snapshot.publishing().words(language));
        });
        trail.look(look(profile, why.at()));
        return why;
    }

    private static Act look(ProfileId profile, Instant at) {
        return new Act("customer.membership_explained", "profile:" + profile).with("at", at);
    }

    private MembershipExplanation explain(
            Snapshot snapshot, DefinitionsThen definitions, ProfileId profile, Asked asked, ConditionWords words)
            throws SQLException {
        InForce set = definitions.with(Map.of(Question.NAME, asked.definition()));
        CompiledCondition condition = set.set().find(Question.NAME).orElseThrow();
        AtomicReference<Explanation> why =
                new AtomicReference<>(new Evaluation(set.set()).explain(condition, Micros.of(asked.at())));
        snapshot.survey(set).one(profile, set.closure(condition), (one, about) -> {
            why.set(about.explain(condition, Micros.of(asked.at())));
            return true;
        });
        boolean seen = snapshot.rows()
                .find(profile)
                .filter(one -> one.firstSeen() <= Micros.of(asked.at()))
                .isPresent();
        return told(profile, asked, why.get(), seen, words);
    }

    private MembershipExplanation told(
            ProfileId profile, Asked asked, Explanation why, boolean seen, ConditionWords words) {
        Explainer explainer = new Explainer(words, Roles.seePersonalData(caller::isCallerInRole));
        return new MembershipExplanation(
                profile.value(),
                asked.version().map(SegmentVersion::key),
                asked.version().map(SegmentVersion::version),
                asked.at(),
                Explainer.node(why.condition()),
                explainer.words(why.condition()),
                why.verdict().member(),
                why.verdict().validUntil(),
                explainer.evidence(why),
                explainer.part(why).parts(),
                seen ? explainer.changes(why) : List.of());
    }
}
