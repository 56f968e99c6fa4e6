/** Consumer groups, dead letters and health over HTTP. Start at {@link crm.operations.rest.GroupsResource}. */
package crm.operations.rest;
