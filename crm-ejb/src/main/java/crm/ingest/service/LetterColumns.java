package crm.ingest.service;

import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.ReplayEffect;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A dead letter but for what it says: what is sealed may be a megabyte, and is not read to show all the others. */
final class LetterColumns {

    static final String ALL = "d.id, d.group, d.topic, d.topicId, d.partition, d.offset, d.producedAt,"
            + " case when d.edited is null then false else true end, d.code, d.pointer, d.detail, d.at, d.state,"
            + " d.effect, d.discardReason, d.publishedAt, d.version";

    private LetterColumns() {}

    static DeadLetterView view(Object[] row) {
        return new DeadLetterView(
                (Long) row[0],
                (String) row[1],
                (String) row[2],
                (UUID) row[3],
                (Integer) row[4],
                (Long) row[5],
                (Instant) row[6],
                Optional.empty(),
                (Boolean) row[7],
                new Rejection(Rejection.Code.of((String) row[8]).orElseThrow(), (String) row[9], (String) row[10]),
                (Instant) row[11],
                LetterState.of((String) row[12]).orElseThrow(),
                Optional.ofNullable((String) row[13]).map(word -> ReplayEffect.valueOf(word.toUpperCase(Locale.ROOT))),
                Optional.ofNullable((String) row[14]),
                Optional.ofNullable((Instant) row[15]),
                (Long) row[16]);
    }
}
