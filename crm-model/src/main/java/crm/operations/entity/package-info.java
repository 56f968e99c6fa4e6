/**
 * How the work goes: groups, partitions, lag, checks. Start at {@link crm.operations.entity.GroupStatus}.
 */
package crm.operations.entity;
