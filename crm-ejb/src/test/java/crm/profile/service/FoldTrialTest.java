package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import crm.ingest.service.EventsFailed;
import crm.privacy.service.TestKeys;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events at which the fold fails, which no decoder makes: their channel is null. */
class FoldTrialTest {

    private final String run = UUID.randomUUID().toString();
    private final Event sound = order("sound");
    private final Event broken = order("broken");
    private final Event brokenToo = order("broken too");

    @Test
    void tellsThemBeforeAnythingIsDone() {
        assertThat(FoldTrial.failing(List.of(sound, broken, brokenToo))).containsOnlyKeys(broken, brokenToo);
        assertThat(FoldTrial.failing(List.of(sound))).isEmpty();
    }

    @Test
    void areNamedWhereABatchFailsAtThem() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            EventBatch batch =
                    new EventBatch(connection, (type, data) -> Payload.Occurrence.INSTANCE, TestKeys.seals());
            EventsFailed failed =
                    catchThrowableOfType(EventsFailed.class, () -> batch.apply(List.of(broken, sound, brokenToo)));
            assertThat(failed.failed()).containsOnlyKeys(broken, brokenToo);
            assertThat(failed).hasCauseInstanceOf(NullPointerException.class);
            connection.rollback();
        }
    }

    private Event order(String id) {
        Optional<String> channel = id.startsWith("broken") ? null : Optional.of("web");
        Payload payload = new Payload.OrderCompleted(id, "EUR", BigDecimal.ONE, channel, List.of());
        return new Event(
                new Stamp(Instant.EPOCH, run, id),
                "order.completed",
                Identity.customer(run + id),
                false,
                payload,
                "{}");
    }
}
