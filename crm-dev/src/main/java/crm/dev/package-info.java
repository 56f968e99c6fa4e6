/**
 * Everything behind {@code ./crm}: the launcher, the lab it shares with the integration tests, and replays of public data.
 *
 * <p>Start at {@link crm.dev.command.Crm}. Nothing here is part of the application; it is never on the server.
 */
package crm.dev;
