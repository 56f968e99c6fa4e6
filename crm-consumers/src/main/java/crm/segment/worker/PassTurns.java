package crm.segment.worker;

import crm.platform.service.DatabaseSchema;
import crm.segment.service.Portion;
import crm.segment.service.SegmentStep;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Once a second, on every node: versions about to serve are asked of some more profiles. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PassTurns {

    private final Turn turn = new Turn("passes");
    private final Portion portion = new Portion();

    @EJB
    private DatabaseSchema schema;

    @EJB
    private SegmentStep step;

    @EJB
    private Watermark watermark;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void turn() {
        turn.take(() -> {
            if (schema.ready()) {
                Turn.forAWhile(this::pass);
            }
        });
    }

    private boolean pass() {
        long began = System.nanoTime();
        boolean more = step.pass(watermark.reached(), portion.profiles());
        portion.took(System.nanoTime() - began);
        return more;
    }
}
