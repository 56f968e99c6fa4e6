package crm.profile.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.privacy.entity.LookNotWritten;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CommittedTest {

    @Test
    void showsWhatThereIs() {
        assertThat(Committed.answer(() -> "shown", () -> "done")).isEqualTo("shown");
    }

    @Test
    void isDoneThoughTheLookCannotBeWritten() {
        assertThat(answerWhere(new LookNotWritten(new SQLException()))).isEqualTo("done");
    }

    @Test
    void isDoneThoughTheDatabaseWentAway() {
        assertThat(answerWhere(new IllegalStateException(new SQLException("away", "08006"))))
                .isEqualTo("done");
    }

    @Test
    void hidesNoOtherFailure() {
        assertThatThrownBy(() -> answerWhere(new IllegalStateException("gone")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String answerWhere(RuntimeException failure) {
        return Committed.answer(
                () -> {
                    throw failure;
                },
                () -> "done");
    }
}
