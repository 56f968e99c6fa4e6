package crm.segment.worker;

import crm.platform.service.DatabaseSchema;
import crm.segment.service.RfmStep;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Once a second, on every node: how customers buy is scored anew where it is time for that. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RfmTurns {

    private final Turn turn = new Turn("scores");

    @EJB
    private DatabaseSchema schema;

    @EJB
    private RfmStep rfm;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void turn() {
        turn.take(() -> {
            if (schema.ready()) {
                rfm.make();
                Turn.forAWhile(rfm::publish);
            }
        });
    }
}
