package crm.profile.page;

import java.sql.SQLException;

/** Tells a question that the database gave up, as it took too long, from everything else. */
final class SlowQuestion {

    private static final String CANCELLED = "57014";
    private static final int DEEPEST = 20;

    private SlowQuestion() {}

    static boolean causes(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException question && CANCELLED.equals(question.getSQLState())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
