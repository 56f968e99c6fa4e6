package crm.profile.entity;

/**
 * A part of all profiles, as one owner publishes it.
 *
 * @param epoch of the claim: who claims later ends what who claimed earlier may do
 */
public record ProfileShard(int number, long epoch) {}
