package crm.profile.store;

import crm.ingest.entity.Identity;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Attributes;
import crm.profile.fold.Consents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attributes and consents, and what lists and searches need of them. */
public final class PersonRows {

    private static final String CREATE = """
            insert into person (profile_id, known, customer_id, sort_name, search)
            select k.id, k.known, k.customer_id, left(k.name, 200), search_text(null, null, null, k.name)
              from unnest(?::uuid[], ?::bool[], ?::text[], ?::text[]) as k (id, known, customer_id, name)
            on conflict do nothing returning known""";
    private static final String READ =
            "select profile_id, attributes::text, consents::text from person where profile_id = any (?)";
    private static final String WRITE = """
            update person p
               set attributes = k.attributes::jsonb, consents = k.consents::jsonb, name = k.name, email = k.email,
                   phone = k.phone, country = left(k.country, 200),
                   sort_name = left(coalesce(lower(k.name), lower(p.customer_id), p.sort_name), 200),
                   search = search_text(k.name, k.email, k.phone, coalesce(p.customer_id,
                        case when p.known and k.name is null
                             then (select min(i.value) from identity i where i.profile_id = p.profile_id) end))
              from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                   as k (id, attributes, consents, name, email, phone, country)
             where p.profile_id = k.id""";

    private final Connection connection;

    public PersonRows(Connection connection) {
        this.connection = connection;
    }

    /** What is stored of a person and the latest word decides. */
    public record Person(Attributes attributes, Consents consents) {

        /** Somebody of whom nothing was said. */
        public static Person blank() {
            return new Person(new Attributes(), new Consents());
        }

        private String text(String pointer) {
            return PersonJson.text(attributes.get(pointer));
        }

        private String name() {
            String name = text("/name");
            if (name != null) {
                return name;
            }
            String joined = Stream.of(text("/first_name"), text("/last_name"))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
            return joined.isEmpty() ? null : joined;
        }
    }

    /** Makes the persons of new profiles; visitors stay out of lists and searches. Says how many are in them. */
    public long create(Map<ProfileId, Identity> made) throws SQLException {
        if (made.isEmpty()) {
            return 0;
        }
        Collection<Entry<ProfileId, Identity>> rows = made.entrySet();
        try (Columns create = new Columns(connection, CREATE)
                .uuids(rows, ProfileIds.of(Entry::getKey))
                .flags(rows, row -> !row.getValue().namespace().equals(Identity.ANONYMOUS_ID))
                .texts(rows, row -> row.getValue().isCustomer() ? row.getValue().value() : null)
                .texts(rows, row -> row.getValue().value().toLowerCase(Locale.ROOT))) {
            ResultSet row = create.query();
            long known = 0;
            while (row.next()) {
                known += row.getBoolean("known") ? 1 : 0;
            }
            return known;
        }
    }

    public Map<ProfileId, Person> read(Collection<ProfileId> ids) throws SQLException {
        Map<ProfileId, Person> persons = new HashMap<>();
        if (ids.isEmpty()) {
            return persons;
        }
        try (Columns read = new Columns(connection, READ).uuids(ids, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                persons.put(
                        ProfileIds.read(row, "profile_id"),
                        new Person(
                                PersonJson.attributes(row.getString("attributes")),
                                PersonJson.consents(row.getString("consents"))));
            }
        }
        return persons;
    }

    public void write(Map<ProfileId, Person> persons) throws SQLException {
        if (persons.isEmpty()) {
            return;
        }
        List<Entry<ProfileId, Person>> rows = List.copyOf(persons.entrySet());
        try (Columns write = new Columns(connection, WRITE)
                .uuids(rows, ProfileIds.of(Entry::getKey))
                .texts(rows, row -> PersonJson.write(row.getValue().attributes()))
                .texts(rows, row -> PersonJson.write(row.getValue().consents()))
                .texts(rows, row -> row.getValue().name())
                .texts(rows, row -> row.getValue().text("/email"))
                .texts(rows, row -> row.getValue().text("/phone"))
                .texts(rows, row -> row.getValue().text("/address/country"))) {
            write.update();
        }
    }
}
