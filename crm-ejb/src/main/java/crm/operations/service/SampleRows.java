package crm.operations.service;

import crm.ingest.entity.PartitionId;
import crm.operations.entity.GroupSample;
import crm.operations.entity.PartitionSample;
import crm.operations.entity.Progress;
import crm.platform.service.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** The table of samples. */
final class SampleRows {

    private static final String WRITE = """
            insert into group_sample (group_id, at, members, lag, lag_seconds, ended, applied, status,
                                      topics, partitions, positions, committed, ends, records, ages, owners)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String LATEST = """
            select s.*
              from unnest(?) as g (id)
             cross join lateral (select * from group_sample where group_id = g.id order by at desc limit ?) s""";
    private static final String SUMS = """
            select at, cardinality(members) as members, lag, lag_seconds, ended, applied, status from group_sample
             where group_id = ? and at >= ? order by at""";

    private final Connection connection;

    SampleRows(Connection connection) {
        this.connection = connection;
    }

    /** A sample without its partitions. */
    record Sums(Instant at, int members, long lag, double age, long ended, long applied, Progress status) {}

    void write(Collection<Samples.Judged> samples) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (Samples.Judged judged : samples) {
                bind(insert, judged.sample(), judged.status());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement insert, GroupSample sample, Progress status) throws SQLException {
        List<PartitionSample> partitions = sample.partitions();
        insert.setString(1, sample.group());
        insert.setObject(2, sample.at().atOffset(ZoneOffset.UTC));
        insert.setArray(3, connection.createArrayOf("text", sample.members().toArray()));
        insert.setLong(4, sample.lag());
        insert.setDouble(5, sample.age());
        insert.setLong(6, partitions.stream().mapToLong(PartitionSample::end).sum());
        insert.setLong(
                7, partitions.stream().mapToLong(PartitionSample::records).sum());
        insert.setString(8, status.name());
        insert.setArray(9, array("text", partitions, one -> one.partition().topic()));
        insert.setArray(10, array("int4", partitions, one -> one.partition().partition()));
        insert.setArray(11, array("int8", partitions, PartitionSample::position));
        insert.setArray(12, array("int8", partitions, SampleRows::committed));
        insert.setArray(13, array("int8", partitions, PartitionSample::end));
        insert.setArray(14, array("int8", partitions, PartitionSample::records));
        insert.setArray(15, array("float8", partitions, PartitionSample::age));
        insert.setArray(16, array("text", partitions, PartitionSample::owner));
    }

    private static Long committed(PartitionSample sample) {
        return sample.committed().isPresent() ? sample.committed().getAsLong() : null;
    }

    private Array array(String type, List<PartitionSample> partitions, Function<PartitionSample, ?> column)
            throws SQLException {
        return connection.createArrayOf(type, partitions.stream().map(column).toArray());
    }

    Map<String, List<GroupSample>> latest(Collection<String> groups, int count) throws SQLException {
        Map<String, Deque<GroupSample>> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setArray(1, connection.createArrayOf("text", groups.toArray()));
            select.setInt(2, count);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                GroupSample sample = sample(row);
                found.computeIfAbsent(sample.group(), none -> new ArrayDeque<>())
                        .addFirst(sample);
            }
        }
        Map<String, List<GroupSample>> latest = new HashMap<>();
        found.forEach((group, samples) -> latest.put(group, List.copyOf(samples)));
        return latest;
    }

    private static GroupSample sample(ResultSet row) throws SQLException {
        String[] topics = (String[]) row.getArray("topics").getArray();
        Integer[] numbers = (Integer[]) row.getArray("partitions").getArray();
        Long[] positions = (Long[]) row.getArray("positions").getArray();
        Long[] committed = (Long[]) row.getArray("committed").getArray();
        Long[] ends = (Long[]) row.getArray("ends").getArray();
        Long[] records = (Long[]) row.getArray("records").getArray();
        Double[] ages = (Double[]) row.getArray("ages").getArray();
        String[] owners = (String[]) row.getArray("owners").getArray();
        List<PartitionSample> partitions = new ArrayList<>(topics.length);
        for (int i = 0; i < topics.length; i++) {
            partitions.add(new PartitionSample(
                    new PartitionId(topics[i], numbers[i]),
                    positions[i],
                    committed[i] == null ? OptionalLong.empty() : OptionalLong.of(committed[i]),
                    ends[i],
                    records[i],
                    ages[i],
                    owners[i]));
        }
        List<String> members = List.of((String[]) row.getArray("members").getArray());
        return new GroupSample(row.getString("group_id"), Columns.time(row, "at"), members, partitions);
    }

    List<Sums> sums(String group, Instant since) throws SQLException {
        List<Sums> sums = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SUMS)) {
            select.setString(1, group);
            select.setObject(2, since.atOffset(ZoneOffset.UTC));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                sums.add(new Sums(
                        Columns.time(row, "at"),
                        row.getInt("members"),
                        row.getLong("lag"),
                        row.getDouble("lag_seconds"),
                        row.getLong("ended"),
                        row.getLong("applied"),
                        Progress.valueOf(row.getString("status"))));
            }
        }
        return sums;
    }
}
