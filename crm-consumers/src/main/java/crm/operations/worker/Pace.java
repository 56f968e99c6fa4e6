package crm.operations.worker;

/**
 * What the auto-scaler has seen of a group.
 *
 * @param workers wanted in total
 * @param partitions that flow; more workers than these would do nothing
 * @param lagSeconds of those partitions
 */
public record Pace(int workers, int partitions, double lagSeconds) {}
