package crm.segment.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.entity.OwnTrait;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Measures that are kept as traits, and what they come to for each profile. */
public final class TraitRows {

    private static final String TRAITS =
            "select id, key, definition::text as definition, saved_at, saved_by, pass, profiles from own_trait ";
    private static final String ADD = "insert into own_trait (key, definition, currency, saved_by, pass)"
            + " values (?, ?::json, ?, ?, 'backfill')";
    private static final String REPLACE = "update own_trait set definition = ?::json, currency = ?, saved_by = ?,"
            + " saved_at = now(), pass = 'backfill', passed = null, profiles = 0 where id = ?";
    private static final String DROP = "update own_trait set pass = 'drop', passed = null, profiles = 0 where id = ?";
    private static final String PASSED =
            "update own_trait set passed = coalesce(?::uuid, passed), profiles = profiles + ?,"
                    + " pass = case when ? then null else pass end where id = ?";
    private static final String AFTER = """
            select p.id from profile p
             where p.id > coalesce((select passed from own_trait where id = ?), '00000000-0000-0000-0000-000000000000')
             order by p.id limit ? for no key update of p""";
    private static final String WITH = """
            select p.id from profile_trait t join profile p on p.id = t.profile_id
             where t.trait_id = ? order by p.id limit ? for no key update of p""";
    private static final String VALUES = """
            select t.profile_id, t.trait_id, t.value
              from unnest(?::uuid[]) as k (id) join profile_trait t on t.profile_id = k.id""";
    private static final String WRITE = """
            insert into profile_trait (profile_id, trait_id, value)
            select k.id, k.trait, k.value from unnest(?::uuid[], ?::int4[], ?::numeric[]) as k (id, trait, value)
                on conflict (profile_id, trait_id) do update set value = excluded.value""";
    private static final String FORGET = """
            delete from profile_trait t using unnest(?::uuid[], ?::int4[]) as k (id, trait)
             where t.profile_id = k.id and t.trait_id = k.trait""";
    private static final String CHANGED =
            "update profile set version = version + 1 where id = any (?) and merged_into is null";

    private final Connection connection;

    public TraitRows(Connection connection) {
        this.connection = connection;
    }

    /** All that count, by key. */
    public List<OwnTrait> all() throws SQLException {
        return read("where pass is distinct from 'drop' order by key");
    }

    public Optional<OwnTrait> find(String key) throws SQLException {
        return all().stream().filter(trait -> trait.key().equals(key)).findFirst();
    }

    /** The first that is to be asked of all profiles, or whose values are to go. */
    public Optional<OwnTrait> passing() throws SQLException {
        return read("where pass is not null order by id limit 1").stream().findFirst();
    }

    private List<OwnTrait> read(String where) throws SQLException {
        List<OwnTrait> traits = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TRAITS + where);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                traits.add(new OwnTrait(
                        row.getInt("id"),
                        row.getString("key"),
                        row.getString("definition"),
                        OwnTrait.State.of(row.getString("pass")),
                        row.getLong("profiles"),
                        Columns.time(row, "saved_at"),
                        row.getString("saved_by")));
            }
        }
        return traits;
    }

    public void add(String key, String definition, Optional<String> currency, String by) throws SQLException {
        update(ADD, key, definition, currency.orElse(null), by);
    }

    public void replace(int id, String definition, Optional<String> currency, String by) throws SQLException {
        update(REPLACE, definition, currency.orElse(null), by, id);
    }

    /** It counts no more; its values go one after the other. */
    public void drop(int id) throws SQLException {
        update(DROP, id);
    }

    public void gone(int id) throws SQLException {
        update("delete from own_trait where id = ?", id);
    }

    public void passed(int id, List<ProfileId> profiles, boolean all) throws SQLException {
        String last =
                profiles.isEmpty() ? null : profiles.get(profiles.size() - 1).toString();
        update(PASSED, last, profiles.size(), all, id);
    }

    /** The next that a pass comes to, locked. */
    public List<ProfileId> after(int id, int most) throws SQLException {
        return profiles(AFTER, id, most);
    }

    /** Some that have a value, locked. */
    public List<ProfileId> with(int id, int most) throws SQLException {
        return profiles(WITH, id, most);
    }

    private List<ProfileId> profiles(String sql, int id, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, id);
            select.setInt(2, most);
            return ProfileIds.of(select.executeQuery());
        }
    }

    /**
     * What a measure comes to.
     *
     * @param value null if to nothing
     */
    public record Value(ProfileId profile, int trait, BigDecimal value) {

        private Place place() {
            return new Place(profile, trait);
        }
    }

    private record Place(ProfileId profile, int trait) {}

    /** Keeps them; says of whom one is another now. Of profiles that the caller has locked. */
    public Set<ProfileId> keep(List<Value> values) throws SQLException {
        Map<Place, BigDecimal> kept = kept(values.stream().map(Value::profile).collect(Collectors.toSet()));
        List<Value> others = values.stream()
                .filter(one -> !same(one.value(), kept.get(one.place())))
                .toList();
        Set<ProfileId> changed = others.stream().map(Value::profile).collect(Collectors.toCollection(HashSet::new));
        write(others.stream().filter(one -> one.value() != null).toList());
        forget(others.stream().filter(one -> one.value() == null).toList());
        return changed;
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    private Map<Place, BigDecimal> kept(Collection<ProfileId> profiles) throws SQLException {
        Map<Place, BigDecimal> kept = new HashMap<>();
        try (Columns read = new Columns(connection, VALUES).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                kept.put(new Place(new ProfileId(row.getObject(1, UUID.class)), row.getInt(2)), row.getBigDecimal(3));
            }
        }
        return kept;
    }

    private void write(List<Value> values) throws SQLException {
        if (!values.isEmpty()) {
            try (Columns write = new Columns(connection, WRITE)
                    .uuids(values, one -> one.profile().value())
                    .integers(values, Value::trait)
                    .numbers(values, Value::value)) {
                write.update();
            }
        }
    }

    private void forget(List<Value> values) throws SQLException {
        if (!values.isEmpty()) {
            try (Columns write = new Columns(connection, FORGET)
                    .uuids(values, one -> one.profile().value())
                    .integers(values, Value::trait)) {
                write.update();
            }
        }
    }

    /** Their views are others now, with no event. */
    public void changed(Collection<ProfileId> profiles) throws SQLException {
        if (!profiles.isEmpty()) {
            try (Columns update = new Columns(connection, CHANGED).uuids(profiles, ProfileId::value)) {
                update.update();
            }
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
