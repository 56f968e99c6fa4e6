package crm.profile.service;

import crm.profile.entity.ProfileShard;
import jakarta.ejb.ApplicationException;

/** Somebody else publishes these profiles now. */
@ApplicationException(rollback = true)
public class ShardLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ShardLost(ProfileShard shard) {
        super("shard " + shard.number() + " is not held by epoch " + shard.epoch());
    }
}
