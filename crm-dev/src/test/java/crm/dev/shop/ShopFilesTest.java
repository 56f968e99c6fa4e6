package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.Failure;
import crm.dev.run.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T16:00:00.123Z");

    @TempDir
    private Path directory;

    private ShopFiles files;

    @BeforeEach
    void open() {
        files = new ShopFiles(new Home(directory));
    }

    @Test
    void theShopIsOpenUntilSomebodyClosesItForGood() {
        assertThat(files.wish().open()).isTrue();

        files.write(files.wish().at(7.5).closed());

        assertThat(files.wish()).isEqualTo(new Wish(false, 7.5, Instant.EPOCH.toString()));
    }

    @Test
    void aRunWithoutTheShopWaitsForSomebodyToOpenIt() {
        assertThat(files.wish().openedSince(NOW)).isFalse();
        assertThat(files.wish().opened(NOW.minusSeconds(1)).openedSince(NOW)).isFalse();
        assertThat(files.wish().opened(NOW.plusSeconds(1)).openedSince(NOW)).isTrue();
        assertThat(files.wish().opened(NOW.plusSeconds(1)).closed().openedSince(NOW))
                .isFalse();
    }

    @Test
    void anImpossibleRateIsRefused() {
        for (double rate : new double[] {0, -3, 1000, Double.NaN}) {
            assertThatThrownBy(() -> files.wish().at(rate)).isInstanceOf(Failure.class);
        }
    }

    @Test
    void thePlaceIsThatOfTheFirstStart() {
        assertThat(files.place()).isEmpty();

        Place place = Place.first(3, NOW).told(10).begun(5).begun(4).lived(2).doing("open");
        files.write(place);

        assertThat(files.place()).contains(place);
        assertThat(place.plan()).isEqualTo(ShopPlan.usual(3, Instant.parse("2026-11-20T16:00:00Z")));
        assertThat(place.journeys()).isEqualTo(5);
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Files.writeString(directory.resolve("traffic.json"), "{");

        assertThatThrownBy(() -> files.wish()).isInstanceOf(Failure.class).hasMessageContaining("traffic.json");
    }
}
