package crm.operations.service;

import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.ServiceFit;
import crm.platform.service.Columns;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What one consumer of a group applies per second: by the times of its transactions where those say it, else as much as was
 * seen of it in the last hour while something waited.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MeasuredRates {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final String READ = """
            select group_id, node, at, batches, t0, t1, r_squared from service_time
             where group_id = ? and at > now() - interval '7 days' order by node""";
    private static final String WRITE = """
            insert into service_time (group_id, node, at, batches, t0, t1, r_squared) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (group_id, node) do update
               set at = excluded.at, batches = excluded.batches, t0 = excluded.t0, t1 = excluded.t1,
                   r_squared = excluded.r_squared""";

    private final InstantSource clock = InstantSource.system();

    @Inject
    private DataSource database;

    @EJB
    private Samples samples;

    @Inject
    @ConfigProperty(name = "crm.kafka.max.poll.records")
    private int batch;

    /**
     * Of one of the groups, or of the only one.
     *
     * @return empty while nothing is known, or the group is not
     * @throws StoreFailed if the database does not answer
     */
    public OptionalDouble perConsumer(List<GroupStatus> all, Optional<String> group) {
        Optional<GroupStatus> meant = group.isPresent()
                ? all.stream().filter(one -> one.group().equals(group.get())).findFirst()
                : all.stream().filter(one -> all.size() == 1).findFirst();
        return meant.map(this::perConsumer).orElse(OptionalDouble.empty());
    }

    public OptionalDouble perConsumer(GroupStatus group) {
        Optional<ServiceFit> fit = best(group.group());
        return fit.isPresent() ? OptionalDouble.of(fit.get().rate(batch)) : seen(group);
    }

    /** The most that a worker takes at once. */
    public int batch() {
        return batch;
    }

    /** The one that was learnt from most. */
    public Optional<ServiceFit> best(String group) {
        return fits(group).stream().filter(ServiceFit::isTelling).max(Comparator.comparing(ServiceFit::batches));
    }

    private OptionalDouble seen(GroupStatus group) {
        int partitions = group.partitions().size();
        return samples.history(group.group(), clock.instant().minus(AN_HOUR), STEP).stream()
                .filter(moment -> moment.lag() > 0 && moment.members() > 0 && moment.rateOut() > 0)
                .mapToDouble(moment -> each(moment, partitions))
                .max();
    }

    private static double each(GroupMoment moment, int partitions) {
        return moment.rateOut() / Math.max(1, Math.min(moment.members(), partitions));
    }

    /**
     * As each server has learnt them.
     *
     * @throws StoreFailed if the database does not answer
     */
    public List<ServiceFit> fits(String group) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, group);
            List<ServiceFit> fits = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                fits.add(new ServiceFit(
                        row.getString("group_id"),
                        row.getString("node"),
                        Columns.time(row, "at"),
                        row.getLong("batches"),
                        row.getDouble("t0"),
                        row.getDouble("t1"),
                        row.getDouble("r_squared")));
            }
            return fits;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Writes down what a server has learnt.
     *
     * @throws StoreFailed if the database does not answer
     */
    public void learnt(Collection<ServiceFit> fits) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (ServiceFit fit : fits) {
                insert.setString(1, fit.group());
                insert.setString(2, fit.node());
                insert.setObject(3, fit.at().atOffset(ZoneOffset.UTC));
                insert.setLong(4, fit.batches());
                insert.setDouble(5, fit.t0());
                insert.setDouble(6, fit.t1());
                insert.setDouble(7, fit.rSquared());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
