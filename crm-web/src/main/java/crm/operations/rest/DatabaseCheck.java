package crm.operations.rest;

import crm.operations.entity.Check;
import crm.platform.service.DatabaseSchema;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the schema is there and the database answers. At most one question is under way, and nobody waits longer than
 * three seconds for it, so health answers quickly when the database does not.
 */
@ApplicationScoped
class DatabaseCheck {

    private static final int SECONDS_TO_ANSWER = 3;
    private static final long NANOS_KEPT = TimeUnit.SECONDS.toNanos(1);

    @Inject
    private DatabaseSchema schema;

    @Inject
    private DatabaseProbe database;

    @Resource
    private ManagedExecutorService executor;

    private Future<?> question;
    private long asked;

    Check now() {
        if (!schema.ready()) {
            return new Check("database", false, schema.problem());
        }
        return answers()
                ? new Check("database", true, "")
                : new Check("database", false, "the database does not answer; check that it runs and can be reached");
    }

    private boolean answers() {
        try {
            question().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private synchronized Future<?> question() {
        boolean old = question == null || (question.isDone() && System.nanoTime() - asked > NANOS_KEPT);
        if (old) {
            asked = System.nanoTime();
            question = executor.submit(database::ask);
        }
        return question;
    }
}
