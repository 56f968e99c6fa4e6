package crm.segment.worker;

import crm.platform.service.DatabaseSchema;
import crm.segment.service.SegmentStep;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Once a second, on every node: memberships that have come due are told. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SegmentTurns {

    private final Turn turn = new Turn("segments");

    @EJB
    private DatabaseSchema schema;

    @EJB
    private SegmentStep step;

    @EJB
    private Watermark watermark;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void turn() {
        turn.take(() -> {
            if (schema.ready() && step.isDue()) {
                watermark.reached().ifPresent(until -> Turn.forAWhile(() -> step.sweep(until)));
            }
        });
    }
}
