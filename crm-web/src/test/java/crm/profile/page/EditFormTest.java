package crm.profile.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import crm.profile.entity.ProfileView;
import crm.profile.page.EditForm.Conflict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EditFormTest {

    private final EditForm form = new EditForm(
            customer(7, Map.of("name", "Ada", "phone", "1", "address", Map.of("city", "Bath", "country", "UK"))));

    private static ProfileView customer(long version, Map<String, Object> attributes) {
        return new ProfileView(new UUID(0, 1), version, List.of(), attributes, Map.of(), List.of(), List.of());
    }

    @Test
    void sendsWhatWasChangedAndNothingElse() {
        assertThat(form.changed()).isEmpty();
        form.typed().put("name", " Ada ");
        assertThat(form.changed()).isEmpty();
        form.typed().put("name", "Ada King");
        form.typed().put("address.city", "London");
        form.typed().put("phone", null);
        assertThat(form.patch()).isEqualTo("{\"name\":\"Ada King\",\"phone\":null,\"address\":{\"city\":\"London\"}}");
        assertThat(form.version()).isEqualTo(7);
    }

    @Test
    void goesOnWhereOthersChangedSomethingElse() {
        form.typed().put("name", "Ada King");
        boolean conflict = form.meet(customer(9, Map.of("name", "Ada", "phone", "2", "gender", "f")));
        assertThat(conflict).isFalse();
        assertThat(form.version()).isEqualTo(9);
        assertThat(form.patch()).isEqualTo("{\"name\":\"Ada King\"}");
        assertThat(form.typed()).containsEntry("phone", "2").containsEntry("address.city", "");
    }

    @Test
    void goesOnWhereOthersChangedTheSameInTheSameWay() {
        form.typed().put("name", "Ada King");
        assertThat(form.meet(customer(9, Map.of("name", "Ada King")))).isFalse();
        assertThat(form.changed()).isEmpty();
    }

    @Test
    void showsBothValuesWhereTwoChangedTheSame() {
        form.typed().put("name", "Ada King");
        form.typed().put("phone", "");
        form.typed().put("gender", "f");
        assertThat(form.meet(customer(9, Map.of("name", "Ada Byron", "phone", "2"))))
                .isTrue();
        assertThat(form.conflicts())
                .extracting(conflict -> conflict.field().key(), Conflict::before, Conflict::mine, Conflict::theirs)
                .containsExactly(tuple("name", "Ada", "Ada King", "Ada Byron"), tuple("phone", "1", "", "2"));

        assertThat(form.decide()).as("undecided").isFalse();
        form.choices().put("name", "theirs");
        form.choices().put("phone", "mine");
        assertThat(form.decide()).isTrue();
        assertThat(form.conflicts()).isEmpty();
        assertThat(form.patch()).isEqualTo("{\"gender\":\"f\",\"phone\":null}");
    }
}
