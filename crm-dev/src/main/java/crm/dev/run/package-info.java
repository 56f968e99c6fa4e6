/**
 * The whole system on one machine: what {@code ./crm run} starts, watches and stops, and how the other commands find it.
 *
 * <p>{@link crm.dev.run.Platform} starts and stops; {@link crm.dev.run.RunLock} says whether it runs; {@link
 * crm.dev.run.RunFile} says where.
 */
package crm.dev.run;
