/**
 * PostgreSQL, Kafka and WildFly as processes on this machine, for {@code ./crm run} and for the integration tests.
 *
 * <p>Each is a {@link crm.dev.lab.Daemon}: start, stop, kill, pause. All listen on 127.0.0.1 only, keep their files under a
 * directory given to them, and recover from a kill -9 of themselves or of whoever started them.
 */
package crm.dev.lab;
