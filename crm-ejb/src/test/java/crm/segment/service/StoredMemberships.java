package crm.segment.service;

import crm.condition.evaluation.PlainOracle.Happening;
import crm.dev.oracle.Told;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Memberships as the tables have them, and what a plain evaluator is given to find the same. */
record StoredMemberships(Connection connection) {

    /** By profile, the segments it is in. */
    Map<ProfileId, Set<String>> members() throws SQLException {
        Map<ProfileId, Set<String>> members = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select m.profile_id, s.key from segment_member m join segment s on s.live_id = m.version_id")) {
            while (row.next()) {
                members.computeIfAbsent(new ProfileId(row.getObject(1, UUID.class)), none -> new TreeSet<>())
                        .add(row.getString(2));
            }
        }
        return members;
    }

    /** Up to which instant which profile was told. */
    Map<ProfileId, Instant> told() throws SQLException {
        Map<ProfileId, Instant> told = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select profile_id, told_until from segment_profile")) {
            while (row.next()) {
                told.put(new ProfileId(row.getObject(1, UUID.class)), Columns.time(row, "told_until"));
            }
        }
        return told;
    }

    /** Why changes were told. */
    Set<String> kinds() throws SQLException {
        Set<String> kinds = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select distinct cause || case when late then ' late' else '' end from segment_change")) {
            while (row.next()) {
                kinds.add(row.getString(1));
            }
        }
        return kinds;
    }

    /** Events as the plain evaluator has them. */
    static List<Happening> happenings(List<Told> own) {
        return own.stream()
                .map(told -> new Happening(
                        told.stamp().time(),
                        told.stamp().source(),
                        told.stamp().id(),
                        told.type(),
                        Words.json(told.kept())))
                .toList();
    }
}
