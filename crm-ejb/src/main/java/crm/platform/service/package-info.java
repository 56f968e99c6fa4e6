/**
 * What every service stands on: the database and its schema, the business clock, the name of this node. Start at
 * {@link crm.platform.service.DatabaseSchema}.
 */
package crm.platform.service;
