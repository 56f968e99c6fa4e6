package crm.profile.store;

import crm.profile.entity.ProfileId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;

/** Ids of profiles in statements. */
final class ProfileIds {

    private ProfileIds() {}

    static <T> Function<T, UUID> of(Function<T, ProfileId> column) {
        return row -> column.apply(row).value();
    }

    static ProfileId read(ResultSet row, String column) throws SQLException {
        return new ProfileId(row.getObject(column, UUID.class));
    }
}
