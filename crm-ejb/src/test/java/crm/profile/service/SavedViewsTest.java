package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.CustomerView;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SavedViewsTest {

    private static final int WINDOWS = 4;
    private static final String ACCOUNT = "ada-of-the-views";

    private static final EntityManagerFactory ENTITIES = TestDatabase.entities();

    @BeforeAll
    static void makeAccount() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into account (name, password_hash, created_at, changed_at, version) values ('"
                    + ACCOUNT + "', 'x', now(), now(), 0)");
        }
    }

    @Test
    void windowsThatChangeTheSameViewsDoSoOneAfterTheOther() throws Exception {
        together(i -> views -> save(views, "new", i));
        assertThat(all()).extracting(CustomerView::name).containsExactly("new");

        together(i -> views -> save(views, "new", i));
        assertThat(all()).hasSize(1);
    }

    private static void save(SavedViews views, String name, int orders) {
        views.save(name, Map.of("orders_min", String.valueOf(orders)), CustomerColumn.usual(), Sort.NAME);
    }

    private static List<CustomerView> all() {
        EntityManager entities = ENTITIES.createEntityManager();
        try {
            return new SavedViews(entities, ACCOUNT).all();
        } finally {
            entities.close();
        }
    }

    private static void together(Function<Integer, Consumer<SavedViews>> change) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(WINDOWS);
        ExecutorService windows = Executors.newFixedThreadPool(WINDOWS);
        try {
            List<Future<?>> changes = IntStream.range(0, WINDOWS)
                    .<Future<?>>mapToObj(i -> windows.submit(() -> change(begin, change.apply(i))))
                    .toList();
            for (Future<?> one : changes) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            windows.shutdownNow();
        }
    }

    private static Void change(CyclicBarrier begin, Consumer<SavedViews> change) throws Exception {
        EntityManager entities = ENTITIES.createEntityManager();
        try {
            begin.await(30, TimeUnit.SECONDS);
            entities.getTransaction().begin();
            SavedViews views = new SavedViews(entities, ACCOUNT);
            views.hold();
            change.accept(views);
            entities.getTransaction().commit();
            return null;
        } finally {
            entities.close();
        }
    }
}
