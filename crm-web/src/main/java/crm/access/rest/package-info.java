/** Accounts over HTTP. Start at {@link crm.access.rest.UsersResource}. */
package crm.access.rest;
