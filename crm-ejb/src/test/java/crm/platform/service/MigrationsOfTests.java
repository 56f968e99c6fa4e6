package crm.platform.service;

import javax.sql.DataSource;

/** The product's own, for tests of other packages. */
public final class MigrationsOfTests {

    private MigrationsOfTests() {}

    public static void run(DataSource database, String location) {
        new Migrations(database, location, version -> {}).run();
    }
}
