/**
 * What operators see of the consumer groups. Start at {@link crm.operations.worker.LagMonitor}.
 */
package crm.operations.worker;
