package crm.operations.service;

import crm.access.entity.Roles;
import crm.ingest.entity.HeldKey;
import crm.ingest.service.HeldKeyDesk;
import crm.platform.entity.Page;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;

/**
 * The held keys of a group as the caller may see them: who may see personal data gets the keys as they are, once the look is in
 * the audit trail, all others masked, which is no look.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GroupKeys {

    @Resource
    private SessionContext caller;

    @EJB
    private HeldKeyDesk desk;

    /**
     * The newest first.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out here
     */
    public Page<HeldKey> of(String group, int limit, Optional<String> after) {
        Page<HeldKey> found = desk.page(Optional.of(group), limit, after);
        return new Page<>(
                found.items().stream().map(shown(found.items().size())::of).toList(), found.next());
    }

    /** One of the group's; empty where it is not held any more. */
    public Optional<HeldKey> one(String group, long id) {
        return desk.one(id).filter(key -> key.group().equals(group)).map(key -> shown(1).of(key));
    }

    private interface Shown {
        HeldKey of(HeldKey key);
    }

    private Shown shown(int count) {
        if (!Roles.seePersonalData(caller::isCallerInRole)) {
            return key -> key.named(key.key().map(RecordMask::masked));
        }
        if (count > 0) {
            desk.looked(count);
        }
        return key -> key;
    }
}
