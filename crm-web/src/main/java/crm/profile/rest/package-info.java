/** Customers over HTTP. Start at {@link crm.profile.rest.CustomersResource}. */
package crm.profile.rest;
