package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.profile.service.ProfileObserver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mistake that the engine could make: made by writing something else than it says, telling it something else than happened, or
 * calling it at another time.
 *
 * @param table on which what is written is changed, empty if none is
 * @param event before which statements on it, as a trigger says it
 * @param instead what becomes of a row, in PL/pgSQL
 * @param observed what of a batch it comes to know
 * @param sweptAhead how far beyond the watermark it sweeps
 * @param published what it takes for the definition it was given
 */
record MembershipFault(
        String name,
        String table,
        String event,
        String instead,
        UnaryOperator<ProfileObserver> observed,
        Duration sweptAhead,
        UnaryOperator<JsonNode> published) {

    static final MembershipFault NONE = ofRows("none", "", "", "");

    static Stream<MembershipFault> all() {
        return Stream.of(
                ofRows("what is due is not updated", "segment_profile", "update", "new.due_at = old.due_at;"),
                ofRows("nothing is ever due", "segment_profile", "insert or update", "new.due_at = null;"),
                ofRows(
                        "due a second late",
                        "segment_profile",
                        "insert or update",
                        "new.due_at = new.due_at + interval '1 second';"),
                ofRows(
                        "how far it is told is not kept",
                        "segment_profile",
                        "update",
                        "new.told_until = old.told_until;"),
                ofRows("nobody leaves", "segment_member", "delete", "return null;"),
                ofRows("nobody enters", "segment_member", "insert", "return null;"),
                ofRows(
                        "versions are mixed up",
                        "segment_member",
                        "insert",
                        "new.version_id = (select min(o.id) from segment_version v join segment_version o using (key)"
                                + " where v.id = new.version_id);"),
                ofRows(
                        "dependents are forgotten",
                        "segment_version",
                        "update",
                        "if new.pass = 'recheck' then new.pass = null; end if;"),
                ofRows("changes are true when they come out", "segment_change", "insert", "new.at = new.observed_at;"),
                ofRows(
                        "exits are not told",
                        "segment_change",
                        "insert",
                        "if not new.entered then return null; end if;"),
                ofRows("late is never said", "segment_change", "insert", "new.late = false;"),
                ofRows(
                        "the cause is always an event",
                        "segment_change",
                        "insert",
                        "if new.cause = 'time' then new.cause = 'event'; end if;"),
                ofObserved(
                        "moved events are not noticed",
                        to -> (connection, applied) ->
                                to.applied(connection, new ProfileObserver.Applied(applied.events(), Set.of()))),
                ofObserved(
                        "events of a type are not noticed",
                        to -> (connection, applied) -> to.applied(
                                connection,
                                new ProfileObserver.Applied(
                                        applied.events().stream()
                                                .filter(one ->
                                                        !one.event().type().equals("order.refunded"))
                                                .toList(),
                                        applied.moved()))),
                new MembershipFault(
                        "it sweeps beyond the watermark", "", "", "", it -> it, Duration.ofSeconds(6), it -> it),
                ofDefinition("the early edge of a window is in", "\"last\":\"PT(\\d+)S\"", "\"last\":\"PT$1.000001S\""),
                ofDefinition("equal is not enough", "\"gte\"", "\"gt\""),
                ofDefinition("all zones are one", "Europe/Berlin", "UTC"));
    }

    private static MembershipFault ofRows(String name, String table, String event, String instead) {
        return new MembershipFault(name, table, event, instead, it -> it, Duration.ZERO, it -> it);
    }

    private static MembershipFault ofObserved(String name, UnaryOperator<ProfileObserver> observed) {
        return new MembershipFault(name, "", "", "", observed, Duration.ZERO, it -> it);
    }

    private static MembershipFault ofDefinition(String name, String pattern, String instead) {
        return new MembershipFault(
                name,
                "",
                "",
                "",
                it -> it,
                Duration.ZERO,
                it -> Words.json(it.toString().replaceAll(pattern, instead)));
    }

    void make(Connection connection) throws SQLException {
        if (table.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create or replace function fault() returns trigger language plpgsql as $$ begin "
                    + instead + " if tg_op = 'DELETE' then return old; end if; return new; end $$");
            statement.execute(
                    "create trigger fault before " + event + " on " + table + " for each row execute function fault()");
        }
    }

    void unmake(Connection connection) throws SQLException {
        if (table.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop trigger fault on " + table);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
