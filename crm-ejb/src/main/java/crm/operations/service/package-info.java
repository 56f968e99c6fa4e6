/**
 * What operators ask: consumer groups and checks. Start at {@link crm.operations.service.ConsumerGroups}, which the
 * workers' module implements.
 */
package crm.operations.service;
