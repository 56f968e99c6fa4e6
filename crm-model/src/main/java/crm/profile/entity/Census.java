package crm.profile.entity;

/**
 * How many there are.
 *
 * @param events applied
 * @param customers of whom more is known than that they visited
 */
public record Census(long events, long customers) {}
