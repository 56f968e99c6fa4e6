package crm.profile.store;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Links;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whom visitors turned out to be, and the identities of profiles. */
public final class LinkRows {

    private static final String READ = """
            select l.namespace, l.value, l.at, l.source, l.event_id, l.profile_id
              from unnest(?::text[], ?::text[]) as k (namespace, value)
              join identity_link l using (namespace, value)""";
    private static final String WRITE = """
            insert into identity_link (namespace, value, at, source, event_id, profile_id)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::uuid[])
            on conflict do nothing""";
    private static final String NAME = """
            insert into identity (namespace, value, profile_id)
            select * from unnest(?::text[], ?::text[], ?::uuid[]) on conflict do nothing""";

    private static final String NAMES = "select namespace, value from identity where profile_id = any (?)";

    private final Connection connection;

    public LinkRows(Connection connection) {
        this.connection = connection;
    }

    /** An identity of a profile. */
    public record Name(Identity identity, ProfileId profile) {}

    /** All that is known of these visitors, added to {@code links}. */
    public void read(Collection<Identity> visitors, Links links) throws SQLException {
        try (Columns read = new Columns(connection, READ)
                .texts(visitors, Identity::namespace)
                .texts(visitors, Identity::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                links.add(new Links.Link(
                        new Identity(row.getString("namespace"), row.getString("value")),
                        new Stamp(Columns.time(row, "at"), row.getString("source"), row.getString("event_id")),
                        ProfileIds.read(row, "profile_id")));
            }
        }
    }

    public void write(List<Links.Link> links) throws SQLException {
        try (Columns write = new Columns(connection, WRITE)
                .texts(links, link -> link.visitor().namespace())
                .texts(links, link -> link.visitor().value())
                .times(links, link -> link.stamp().time())
                .texts(links, link -> link.stamp().source())
                .texts(links, link -> link.stamp().id())
                .uuids(links, ProfileIds.of(Links.Link::customer))) {
            write.update();
        }
    }

    /** Adds identities to profiles, those they have are kept. */
    public void name(Collection<Name> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (Columns name = new Columns(connection, NAME)
                .texts(names, row -> row.identity().namespace())
                .texts(names, row -> row.identity().value())
                .uuids(names, ProfileIds.of(Name::profile))) {
            name.update();
        }
    }

    /** The identity that a profile was made for, under which events of it can be told; empty where it was erased. */
    public Optional<Identity> maker(ProfileId profile) throws SQLException {
        try (Columns names = new Columns(connection, NAMES).uuids(List.of(profile), ProfileId::value)) {
            ResultSet row = names.query();
            while (row.next()) {
                Identity name = new Identity(row.getString("namespace"), row.getString("value"));
                if (ProfileId.of(name).equals(profile)) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        }
    }
}
