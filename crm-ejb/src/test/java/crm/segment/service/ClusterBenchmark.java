package crm.segment.service;

import crm.profile.service.TestDatabase;
import crm.segment.cluster.PlantedShoppers;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a search for groups takes: {@code java … crm.segment.service.ClusterBenchmark 200000}. Twice, since on the first day
 * everybody gets a row and on the next ones hardly anybody does.
 */
final class ClusterBenchmark {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int PORTION = 10_000;
    private static final double MILLION = 1e6;

    private ClusterBenchmark() {}

    @SuppressWarnings("SystemOut") // that is its answer
    public static void main(String[] arguments) throws SQLException, IOException {
        int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        try (EmbeddedPostgres server = TestDatabase.durable();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            StoredShoppers stored = new StoredShoppers(connection);
            PlantedShoppers planted = new PlantedShoppers(many, 1, 0);
            for (int i = 0; i < many; i += PORTION) {
                stored.add(planted.shoppers.subList(i, Math.min(many, i + PORTION)), NOW);
            }
            stored.execute("vacuum analyze");
            for (int day = 0; day < 2; day++) {
                Instant asOf = NOW.plus(Duration.ofDays(day));
                ClusterRunRows runs = new ClusterRunRows(connection);
                runs.want("benchmark");
                Claim claim = runs.claim("here", asOf).orElseThrow();
                System.gc();
                long began = System.nanoTime();
                Result result = new ClusterFinding(connection, claim).find();
                long took = System.nanoTime() - began;
                new ClustersInForce(connection).end(claim, result, () -> asOf);
                Runtime memory = Runtime.getRuntime();
                System.out.printf(
                        "day %d: %d customers, silhouette %.2f, %.1f s, %.0f MB in use%n",
                        day + 1,
                        result.customers(),
                        result.silhouette().orElse(0.0),
                        took / 1e9,
                        (memory.totalMemory() - memory.freeMemory()) / MILLION);
            }
        }
    }
}
