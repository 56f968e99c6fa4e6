package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private static final Batch FIVE = new Batch(List.of(
            Batches.span(0, 10, 20, Batches.event(0, 12), Batches.event(0, 13), Batches.event(0, 17)),
            Batches.span(1, 0, 2, Batches.event(1, 0), Batches.event(1, 1))));

    @Test
    void appliesASoundBatchInOneTransaction() {
        Ledger ledger = new Ledger(FIVE, Set.of());
        assertThat(new Halving(ledger).apply(FIVE)).isEqualTo(Outcome.APPLIED);
        assertThat(ledger.attempts).isEqualTo(1);
        assertThat(ledger.positions).containsEntry(Batches.partition(0), 20L);
    }

    @Test
    void parksTheBrokenRecordAndAppliesTheOthers() {
        Ledger ledger = new Ledger(FIVE, Set.of("orders-0@13"));
        assertThat(new Halving(ledger).apply(FIVE)).isEqualTo(Outcome.APPLIED);
        assertThat(ledger.parked).containsExactly(Map.entry("orders-0@13", Code.HANDLER_FAILED));
        assertThat(ledger.applied).containsExactly("orders-0@12", "orders-0@17", "orders-1@0", "orders-1@1");
    }

    @Test
    void saysWhichExceptionItWasButNotWhatItSaid() {
        List<Refused> parked = new ArrayList<>();
        Halving halving = new Halving(batch -> {
            parked.addAll(batch.refused());
            return batch.events().isEmpty()
                    ? Outcome.APPLIED
                    : Outcome.failed(Verdict.BROKEN, new IllegalStateException("ada@example.org"));
        });
        halving.apply(new Batch(List.of(Batches.span(0, 0, 1, Batches.event(0, 0)))));
        assertThat(parked).hasSize(1);
        assertThat(parked.get(0).rejection().detail())
                .contains("java.lang.IllegalStateException")
                .doesNotContain("ada");
    }

    @Test
    void stopsWhereTheSurroundingsFail() {
        List<Batch> tried = new ArrayList<>();
        Halving halving = new Halving(batch -> {
            tried.add(batch);
            Verdict verdict = tried.size() == 1 ? Verdict.BROKEN : Verdict.TRY_AGAIN;
            return Outcome.failed(verdict, new IllegalStateException());
        });
        assertThat(halving.apply(FIVE).verdict()).isEqualTo(Verdict.TRY_AGAIN);
        assertThat(tried).hasSize(2);
    }

    @Test
    void neverSkipsARecordThatCannotEvenBeParked() {
        Halving halving = new Halving(batch -> Outcome.failed(Verdict.BROKEN, new IllegalStateException()));
        assertThat(halving.apply(FIVE).verdict()).isEqualTo(Verdict.TRY_AGAIN);
    }

    /** Whatever the records and whichever of them are broken. */
    @RepeatedTest(500)
    void parksExactlyTheBrokenAndAppliesAllOthersOnce(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Batch batch = Batches.random(random);
        double share = random.nextDouble();
        Set<String> poison = batch.events().stream()
                .map(Ledger::id)
                .filter(id -> random.nextDouble() < share)
                .collect(Collectors.toSet());
        Ledger ledger = new Ledger(batch, poison);

        assertThat(new Halving(ledger).apply(batch)).isEqualTo(Outcome.APPLIED);

        List<String> sound = batch.events().stream()
                .map(Ledger::id)
                .filter(id -> !poison.contains(id))
                .toList();
        assertThat(ledger.applied).containsExactlyElementsOf(sound);
        assertThat(ledger.parked).isEqualTo(expectedParked(batch, poison));
        assertThat(ledger.positions)
                .isEqualTo(batch.advances().stream().collect(Collectors.toMap(Advance::partition, Advance::to)));
    }

    @Test
    void findsOneInAHundredInFewTransactions() {
        Item[] items = new Item[2000];
        for (int offset = 0; offset < items.length; offset++) {
            items[offset] = Batches.event(0, offset);
        }
        Batch batch = new Batch(List.of(Batches.span(0, 0, items.length, items)));
        Set<String> poison = new Random(5)
                .ints(20, 0, items.length)
                .mapToObj(offset -> "orders-0@" + offset)
                .collect(Collectors.toSet());
        Ledger ledger = new Ledger(batch, poison);
        assertThat(new Halving(ledger).apply(batch)).isEqualTo(Outcome.APPLIED);
        assertThat(ledger.parked).hasSameSizeAs(poison);
        assertThat(ledger.attempts).isLessThan(270);
    }

    private static Map<String, Code> expectedParked(Batch batch, Set<String> poison) {
        Map<String, Code> expected = new HashMap<>();
        batch.refused().forEach(refused -> expected.put(refused.delivery().toString(), Code.NOT_JSON));
        poison.forEach(id -> expected.put(id, Code.HANDLER_FAILED));
        return expected;
    }
}
