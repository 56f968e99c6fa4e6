/**
 * What operators see of the consumer groups. Start at {@link crm.operations.consumer.LagMonitor}.
 */
package crm.operations.consumer;
