package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.privacy.entity.Act;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenPagesTest {

    private static final Act LOOK = new Act("customer.viewed", "profile:1");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final OpenPages pages = new OpenPages(() -> now);

    @Test
    void aPageThatAsksAgainAndAgainIsOneLook() {
        pages.opened("ada", LOOK);
        for (int i = 0; i < 1000; i++) {
            now = now.plusSeconds(5);
            assertThat(pages.stillOpen("ada", LOOK)).isTrue();
        }
    }

    @Test
    void aPageThatWasClosedIsNotOpen() {
        pages.opened("ada", LOOK);
        now = now.plus(OpenPages.OPEN).plusSeconds(1);
        assertThat(pages.stillOpen("ada", LOOK)).isFalse();
    }

    @Test
    void whatSomebodyNeverLookedAtIsNotOpen() {
        pages.opened("ada", LOOK);
        assertThat(pages.stillOpen("bob", LOOK)).isFalse();
        assertThat(pages.stillOpen("ada", new Act("customer.viewed", "profile:2")))
                .isFalse();
        assertThat(pages.stillOpen("ada", LOOK.with("events", 3))).isFalse();
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        pages.opened("ada", LOOK);
        now = now.plus(Duration.ofSeconds(1));
        for (int i = 0; i < 10_000; i++) {
            pages.opened("ada", new Act("customer.viewed", "profile:x" + i));
        }
        assertThat(pages.stillOpen("ada", LOOK)).isFalse();
        assertThat(pages.stillOpen("ada", new Act("customer.viewed", "profile:x1")))
                .isTrue();
    }
}
