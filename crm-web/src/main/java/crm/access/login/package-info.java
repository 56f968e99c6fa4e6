/**
 * The one door of the application: HTTP Basic for the API, a session for people, nothing else. Start at
 * {@link crm.access.login.Door}.
 */
package crm.access.login;
