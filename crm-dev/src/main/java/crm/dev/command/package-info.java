/**
 * The commands of {@code ./crm} that need Java; each is thin and says what it does in its help.
 *
 * <p>Start at {@link crm.dev.command.Crm}.
 */
package crm.dev.command;
