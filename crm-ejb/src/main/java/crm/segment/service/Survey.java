package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Micros;
import crm.platform.service.Deadline;
import crm.profile.entity.ProfileId;
import crm.segment.service.Histories.Need;
import crm.segment.store.SurveyRows;
import crm.segment.store.SurveyRows.Asked;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks conditions of many profiles, each over all that is known of it now, as a pass over all profiles does; but keeps
 * nothing. However many there are, few are in memory.
 */
final class Survey {

    /** Before all profiles. */
    static final ProfileId FIRST = new ProfileId(new UUID(0, 0));

    private static final int PORTION = 250;

    /** Events of the profiles of a portion, unless one alone has more. */
    private static final long HEAVIEST = 20_000;

    private final SurveyRows rows;
    private final Histories histories;
    private final Evaluation evaluation;
    private final Deadline deadline;

    Survey(SurveyRows rows, Histories histories, Evaluation evaluation, Deadline deadline) {
        this.rows = rows;
        this.histories = histories;
        this.evaluation = evaluation;
        this.deadline = deadline;
    }

    /** Asks about one profile after another. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on; {@code about} is about the profile until this returns. */
        boolean visit(ProfileId profile, Evaluation about);
    }

    /**
     * How much must be known.
     *
     * @param looked what the conditions look at
     * @param from the earliest instant at which they are asked
     * @param until the latest one: who was not seen by then is in nothing
     */
    record Scope(Kept.Closure looked, long from, Instant until) {}

    /** All that come after a profile. */
    void all(Scope scope, ProfileId after, Visitor visitor) throws SQLException {
        ProfileId last = after;
        boolean goOn = true;
        while (goOn) {
            deadline.check();
            List<Asked> found = rows.after(last, scope.until(), PORTION);
            List<Asked> portion = bearable(found);
            if (portion.isEmpty()) {
                return;
            }
            last = portion.get(portion.size() - 1).profile();
            goOn = ask(portion, scope, visitor) && (found.size() == PORTION || portion.size() < found.size());
        }
    }

    private static List<Asked> bearable(List<Asked> found) {
        long events = 0;
        for (int i = 0; i < found.size(); i++) {
            events += found.get(i).events();
            if (events > HEAVIEST) {
                return found.subList(0, Math.max(1, i));
            }
        }
        return found;
    }

    private boolean ask(List<Asked> portion, Scope scope, Visitor visitor) throws SQLException {
        Map<String, Long> needed = scope.looked().from(scope.from());
        boolean named = !scope.looked().factTypes().isEmpty();
        List<Need> needs = new ArrayList<>();
        portion.forEach(one -> needs.add(new Need(one.standing(), needed, named)));
        Map<ProfileId, ProfileHistory> found = histories.read(needs);
        for (Asked one : portion) {
            if (!visitor.visit(one.profile(), evaluation.about(found.get(one.profile())))) {
                return false;
            }
        }
        return true;
    }

    /** One profile, if there is such a one, over all of its past. */
    void one(ProfileId profile, Kept.Closure looked, Visitor visitor) throws SQLException {
        List<Asked> asked = rows.find(profile).stream().toList();
        ask(asked, new Scope(looked, Micros.ALWAYS, Instant.EPOCH), visitor);
    }

    /** Since when a condition holds that holds at an instant; all of the past must be known. */
    static Instant since(Evaluation about, CompiledCondition condition, long at) {
        return Micros.instant(Reckoning.lastChange(about, condition, at));
    }
}
