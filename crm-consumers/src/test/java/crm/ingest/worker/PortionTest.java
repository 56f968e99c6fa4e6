package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortionTest {

    private final Portion portion = new Portion();
    private final Batch batch = batch(100);

    @Test
    void isAllByDefault() {
        assertThat(portion.of(batch)).isSameAs(batch);
    }

    @Test
    void halvesAfterATimeOutAndGrowsAgain() {
        portion.timedOut(batch);
        assertThat(portion.of(batch).size()).isEqualTo(50);
        portion.timedOut(portion.of(batch));
        assertThat(portion.of(batch).size()).isEqualTo(25);
        portion.applied();
        assertThat(portion.of(batch).size()).isEqualTo(50);
        portion.applied();
        assertThat(portion.of(batch)).isSameAs(batch);
    }

    @Test
    void givesUpOnASingleRecordAtTheThirdTime() {
        Batch one = batch(1);
        assertThat(portion.timedOut(one)).isFalse();
        assertThat(portion.timedOut(one)).isFalse();
        assertThat(portion.timedOut(one)).isTrue();
    }

    @Test
    void forgetsTimeOutsOfOtherRecords() {
        Batch one = batch(1);
        portion.timedOut(one);
        portion.timedOut(one);
        portion.applied();
        assertThat(portion.timedOut(one)).isFalse();
    }

    private static Batch batch(int size) {
        List<Item> items = new ArrayList<>();
        for (int offset = 0; offset < size; offset++) {
            items.add(Batches.event(0, offset));
        }
        return new Batch(List.of(new Span(Batches.partition(0), 1, 0, size, Optional.empty(), items)));
    }
}
