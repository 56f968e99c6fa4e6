package crm.segment.service;

import crm.condition.evaluation.Evaluation;
import crm.platform.service.Deadline;
import crm.profile.store.PlansByKey;
import crm.segment.store.DefinitionRows;
import crm.segment.store.SurveyRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BiFunction;

/**
 * The database as it was when a question was asked.
 *
 * @param histories reads profiles for conditions
 */
record Snapshot(Connection connection, Deadline deadline, BiFunction<InForce, Evaluation, Histories> histories) {

    DefinitionRows definitions() {
        return new DefinitionRows(connection);
    }

    /** As it was for who publishes. */
    Definitions publishing() {
        return new Definitions(connection);
    }

    SurveyRows rows() {
        return new SurveyRows(connection);
    }

    /** Asks conditions. */
    Survey survey(InForce asked) throws SQLException {
        PlansByKey.only(connection);
        Evaluation evaluation = new Evaluation(asked.set());
        return new Survey(rows(), histories.apply(asked, evaluation), evaluation, deadline);
    }
}
