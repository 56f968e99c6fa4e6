package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.service.Fenced;
import crm.privacy.entity.MasterKeyMissing;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {

    private final FailurePolicy policy = new FailurePolicy(Duration.ofSeconds(60));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "08003", "53300", "53100", "57P01", "57P02", "57P03", "57014", "40001", "40P01",
                "55P03", "58030", "XX000", "28P01", "3D000", "42501", "42P01", "25P03", "0A000", "26000", "42703",
                "40003"
            })
    void triesAgainWhatPasses(String state) {
        assertThat(judge(sql(state))).isEqualTo(Verdict.TRY_AGAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "22P02", "23505", "23503", "23514", "42804", "P0001", "54000"})
    void blamesTheRecordForItsData(String state) {
        assertThat(judge(sql(state))).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void blamesTheRecordForAnyOtherException() {
        assertThat(judge(new IllegalStateException("x"))).isEqualTo(Verdict.BROKEN);
        assertThat(judge(new EJBException(new NullPointerException()))).isEqualTo(Verdict.BROKEN);
        assertThat(judge(new StackOverflowError())).isEqualTo(Verdict.BROKEN);
    }

    @Test
    void looksThroughTheContainersWrapping() {
        EJBException wrapped = new EJBTransactionRolledbackException("x", new EJBException(sql("40P01")));
        assertThat(judge(new BatchFailed(wrapped))).isEqualTo(Verdict.TRY_AGAIN);
    }

    @Test
    void looksAtWhatWasSuppressedAndWhatCameNext() {
        RollbackException rollback = new RollbackException("ARJUNA016053");
        rollback.addSuppressed(sql("23505"));
        assertThat(judge(new EJBException(rollback))).isEqualTo(Verdict.BROKEN);
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(sql("40001"));
        assertThat(judge(batch)).isEqualTo(Verdict.TRY_AGAIN);
    }

    @Test
    void triesAgainWhereNobodyKnows() {
        assertThat(judge(new EJBTransactionRolledbackException("x", new RollbackException("in doubt"))))
                .isEqualTo(Verdict.TRY_AGAIN);
        assertThat(judge(new SQLException("IJ000453: Unable to get managed connection")))
                .isEqualTo(Verdict.TRY_AGAIN);
        assertThat(judge(new OptimisticLockException())).isEqualTo(Verdict.TRY_AGAIN);
        assertThat(judge(new MasterKeyMissing("given later"))).isEqualTo(Verdict.TRY_AGAIN);
        assertThat(judge(new NoClassDefFoundError("x"))).isEqualTo(Verdict.TRY_AGAIN);
        assertThat(judge(new OutOfMemoryError())).isEqualTo(Verdict.TRY_AGAIN);
    }

    @Test
    void knowsAFence() {
        assertThat(judge(new EJBException(new Fenced(Set.of())))).isEqualTo(Verdict.FENCED);
    }

    @Test
    void concludesNothingFromAStop() {
        assertThat(judge(new WakeupException())).isEqualTo(Verdict.STOPPED);
        assertThat(judge(new InterruptException("x"))).isEqualTo(Verdict.STOPPED);
        assertThat(judge(new EJBException(new InterruptedException()))).isEqualTo(Verdict.STOPPED);
        assertThat(judge(new IllegalStateException("WFLYEE0043: Component is stopped")))
                .isEqualTo(Verdict.STOPPED);
        assertThat(judge(new EJBException("WFLYEJB0421: Invocation cannot proceed as component is shutting down")))
                .isEqualTo(Verdict.STOPPED);
        assertThat(judge(new IllegalStateException("WELD-001303: No active contexts")))
                .isEqualTo(Verdict.STOPPED);
    }

    @Test
    void knowsATimeOutByItsTime() {
        Duration tooLong = Duration.ofSeconds(61);
        assertThat(policy.judge(new IllegalStateException(), tooLong)).isEqualTo(Verdict.TIMED_OUT);
        assertThat(policy.judge(new SQLException("IJ031070: STATUS_ROLLEDBACK"), tooLong))
                .isEqualTo(Verdict.TIMED_OUT);
        assertThat(policy.judge(sql("08006"), tooLong)).isEqualTo(Verdict.TRY_AGAIN);
    }

    @Test
    void survivesACircleOfCauses() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        assertThat(judge(one)).isEqualTo(Verdict.BROKEN);
    }

    private Verdict judge(Throwable failure) {
        return policy.judge(failure, Duration.ZERO);
    }

    private static SQLException sql(String state) {
        return new SQLException("x", state);
    }
}
