package crm.profile.service;

import crm.ingest.entity.Event;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;

/** Folds events into profiles. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ProfileService {

    /** Applies those of the events that were not applied before, in the caller's transaction. */
    public void apply(List<Event> events) {}
}
