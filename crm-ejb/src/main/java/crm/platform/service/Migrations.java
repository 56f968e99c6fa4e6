package crm.platform.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** What brings the schema to this version, however long it takes; of several nodes one at a time, the others wait. */
final class Migrations {

    private static final Logger LOG = System.getLogger(Migrations.class.getName());
    private static final int AS_LONG_AS_ANOTHER_TAKES = -1;

    private final Flyway flyway;

    /** @param before is told each version when its migration begins */
    Migrations(DataSource database, String location, Consumer<String> before) {
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(PatientConnections.of(database))
                .locations(location)
                .lockRetryCount(AS_LONG_AS_ANOTHER_TAKES)
                .callbacks(new Progress(before))
                .load();
    }

    /** Whether there is data of an earlier version, which may be much. */
    boolean mayTakeLong() {
        MigrationInfoService info = flyway.info();
        return info.current() != null && info.pending().length > 0;
    }

    void run() {
        flyway.migrate();
    }

    /** Tells how far it is. */
    private record Progress(Consumer<String> before) implements Callback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            String version = context.getMigrationInfo().getVersion().getVersion();
            if (event == Event.BEFORE_EACH_MIGRATE) {
                before.accept(version);
                LOG.log(Level.INFO, "schema=migrating version=" + version);
            } else {
                LOG.log(Level.INFO, "schema=migrated version=" + version);
            }
        }

        @Override
        public String getCallbackName() {
            return "progress";
        }
    }
}
