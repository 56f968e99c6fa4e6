package crm.profile.fold;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.profile.entity.ProfileId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final Identity VISITOR = Identity.anonymous("a");
    private static final ProfileId ADA = ProfileId.of(Identity.customer("ada"));
    private static final ProfileId BO = ProfileId.of(Identity.customer("bo"));

    private final Links links = new Links();

    @Test
    void aVisitorNobodyIdentifiedIsOnItsOwn() {
        assertThat(links.owner(VISITOR, at(5))).isEqualTo(ProfileId.of(VISITOR));
    }

    @Test
    void theLatestIdentificationAtOrBeforeDecidesElseTheFirstLaterOne() {
        identify(10, ADA);
        identify(20, BO);
        assertThat(links.owner(VISITOR, at(5))).isEqualTo(ADA);
        assertThat(links.owner(VISITOR, at(10))).isEqualTo(ADA);
        assertThat(links.owner(VISITOR, at(19))).isEqualTo(ADA);
        assertThat(links.owner(VISITOR, at(20))).isEqualTo(BO);
        assertThat(links.latest(VISITOR)).isEqualTo(BO);
    }

    @Test
    void knowsWhetherAnIdentificationChangesAnything() {
        assertThat(identify(10, ADA)).isTrue();
        assertThat(identify(20, ADA)).isFalse();
        assertThat(identify(5, ADA)).isFalse();
        assertThat(identify(15, BO)).isTrue();
        assertThat(identify(1, BO)).as("what came before the first").isTrue();
    }

    @Test
    void knowsWhatChanges() {
        identify(10, ADA);
        identify(30, ADA);
        assertThat(links.learn(new Links.Link(VISITOR, new Stamp(at(20), "s", "i"), BO)))
                .contains(new Links.Period(VISITOR, at(20), at(30)));
    }

    @Test
    void cutsAPeriodByOwner() {
        identify(10, ADA);
        identify(20, BO);
        Links.Period all = new Links.Period(VISITOR, Instant.MIN, Instant.MAX);
        assertThat(links.stretches(all))
                .containsExactly(
                        new Links.Stretch(VISITOR, Instant.MIN, at(10), ADA),
                        new Links.Stretch(VISITOR, at(10), at(20), ADA),
                        new Links.Stretch(VISITOR, at(20), Instant.MAX, BO));
        assertThat(links.stretches(new Links.Period(VISITOR, at(10), at(20))))
                .containsExactly(new Links.Stretch(VISITOR, at(10), at(20), ADA));
    }

    private boolean identify(int second, ProfileId customer) {
        return links.learn(new Links.Link(VISITOR, new Stamp(at(second), "s", "i" + second), customer))
                .isPresent();
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
