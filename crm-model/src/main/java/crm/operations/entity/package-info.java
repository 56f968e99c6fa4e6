/**
 * How the work goes: groups, partitions, lag, checks. Start at {@link crm.operations.entity.GroupStatus};
 * {@link crm.operations.entity.Progress} judges it, {@link crm.operations.entity.Capacity} says what a group can carry.
 */
package crm.operations.entity;
