/**
 * The one door of the application: passwords, keys and tokens for the API, a session for people, nothing else. Start at
 * {@link crm.access.login.Door}.
 */
package crm.access.login;
