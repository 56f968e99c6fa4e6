package crm.ingest.service;

import crm.ingest.entity.Shard;
import jakarta.ejb.ApplicationException;

/** Somebody else publishes this shard now. */
@ApplicationException(rollback = true)
public class ShardLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShardLost(Shard shard) {
        super("shard " + shard.number() + " is not held by epoch " + shard.epoch());
    }
}
