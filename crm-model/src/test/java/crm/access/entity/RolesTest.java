package crm.access.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest {

    @Test
    void masksPersonalDataForViewersAndMarketers() {
        assertThat(Roles.seePersonalData(Set.of("viewer", "marketer")::contains))
                .isFalse();
        assertThat(Roles.seePersonalData(Set.<String>of()::contains)).isFalse();
    }

    @Test
    void showsPersonalDataToWhomeverOneRoleShowsIt() {
        assertThat(Roles.seePersonalData(Set.of("viewer", "agent")::contains)).isTrue();
        assertThat(Roles.seePersonalData(Set.of("admin")::contains)).isTrue();
    }
}
