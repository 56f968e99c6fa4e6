package crm.segment.store;

import crm.profile.entity.ProfileId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Profiles that a question has found, whose first column they are. */
final class ProfileIds {

    private ProfileIds() {}

    static List<ProfileId> of(ResultSet row) throws SQLException {
        List<ProfileId> profiles = new ArrayList<>();
        while (row.next()) {
            profiles.add(new ProfileId(row.getObject(1, UUID.class)));
        }
        return profiles;
    }
}
