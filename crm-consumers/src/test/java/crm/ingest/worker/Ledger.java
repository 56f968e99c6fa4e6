package crm.ingest.worker;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The transaction as the database would do it: positions compared and set, all or nothing. */
final class Ledger implements Halving.Transaction {

    final Map<PartitionId, Long> positions = new HashMap<>();
    final List<String> applied = new ArrayList<>();
    final Map<String, Rejection.Code> parked = new HashMap<>();
    private final Set<String> poison;
    int attempts;

    /** @param poison events that cannot be applied, by their id */
    Ledger(Batch start, Set<String> poison) {
        this.poison = poison;
        start.advances().forEach(advance -> positions.put(advance.partition(), advance.from()));
    }

    @Override
    public Outcome apply(Batch batch) {
        attempts++;
        if (!batch.advances().stream().allMatch(this::stands)) {
            return Outcome.failed(Verdict.FENCED, new IllegalStateException("stands elsewhere"));
        } else if (batch.events().stream().anyMatch(event -> poison.contains(id(event)))) {
            return Outcome.failed(Verdict.BROKEN, new IllegalArgumentException("broken"));
        }
        commit(batch);
        return Outcome.APPLIED;
    }

    private boolean stands(Advance advance) {
        return positions.get(advance.partition()) == advance.from();
    }

    private void commit(Batch batch) {
        batch.advances().forEach(advance -> positions.put(advance.partition(), advance.to()));
        batch.events().forEach(event -> applied.add(id(event)));
        for (Refused refused : batch.refused()) {
            Delivery delivery = refused.delivery();
            parked.put(delivery.toString(), refused.rejection().code());
        }
    }

    static String id(Event event) {
        return event.stamp().id();
    }
}
