/**
 * What operators ask: consumer groups and checks. Start at {@link crm.operations.service.ConsumerGroups}, which the
 * workers' module implements. {@link crm.operations.service.Samples} keeps how groups were,
 * {@link crm.operations.service.RecordDesk} shows records of topics.
 */
package crm.operations.service;
