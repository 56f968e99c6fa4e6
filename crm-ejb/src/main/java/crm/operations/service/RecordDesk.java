package crm.operations.service;

import crm.access.entity.Roles;
import crm.ingest.entity.RecordContent;
import crm.operations.entity.RecordQuestion;
import crm.operations.entity.RecordShown;
import crm.operations.entity.RecordsRead;
import crm.operations.entity.RecordsRead.Found;
import crm.platform.entity.Page;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * Records out of topics as the caller may see them, and what came of them. Who may see personal data gets them once the
 * look is in the audit trail, all others masked, which is no look.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RecordDesk {

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @EJB
    private AuditTrail audit;

    /**
     * A page of records.
     *
     * @param log from which they come
     * @param after where the page before ended
     * @return empty for a topic or partition that is not there
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this topic
     */
    public Optional<Page<RecordShown>> browse(TopicLog log, RecordQuestion question, Optional<String> after) {
        RecordQuestion asked = after.map(cursor -> question.after(RecordCursor.places(cursor, question.topic())))
                .orElse(question);
        return log.read(asked).map(read -> shown(asked, read));
    }

    private Page<RecordShown> shown(RecordQuestion question, RecordsRead read) {
        boolean clear = Roles.seePersonalData(caller::isCallerInRole);
        RecordOutcomes outcomes = outcomes(question.topic(), read.records());
        if (clear && !read.records().isEmpty()) {
            audit.look(look(question.topic(), read.records()));
        }
        List<RecordShown> records = new ArrayList<>();
        for (Found found : read.records()) {
            records.add(shown(found, clear ? found.content() : RecordMask.masked(found.content()), !clear, outcomes));
        }
        Optional<String> next =
                read.next().isEmpty() ? Optional.empty() : Optional.of(RecordCursor.of(question.topic(), read.next()));
        return new Page<>(records, next);
    }

    private static RecordShown shown(Found found, RecordContent content, boolean masked, RecordOutcomes outcomes) {
        byte[] value = found.content().value();
        return new RecordShown(
                found.partition(),
                found.offset(),
                found.timestamp(),
                content,
                value == null ? OptionalInt.empty() : OptionalInt.of(value.length),
                masked,
                value != null && content.value() == null,
                outcomes.of(found));
    }

    private static Act look(String topic, List<Found> records) {
        Found first = records.get(0);
        Found last = records.get(records.size() - 1);
        return new Act("records.viewed", "topic:" + topic)
                .with("count", records.size())
                .with("first", first.partition() + "@" + first.offset())
                .with("last", last.partition() + "@" + last.offset());
    }

    private RecordOutcomes outcomes(String topic, List<Found> records) {
        try (Connection connection = database.getConnection()) {
            return RecordOutcomes.read(connection, topic, records);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
