/**
 * What all resources share: JSON, XML, CSV, lists and problems, written the same everywhere. Start at
 * {@link crm.platform.rest.Api}.
 */
package crm.platform.rest;
