package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.retail.OnlineRetailGenerator;
import crm.dev.retail.RealRetail;
import crm.dev.retail.RetailFile;
import crm.segment.service.RetailBooks.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten segments of a real shop, replayed by quarters of days: who is in them at twenty instants, at the time and afterwards, and whenever
 * anybody enters or leaves, is what SQL over the rows of its file says. A generated file takes the place of the real one where
 * that is absent.
 */
class SegmentsOfOnlineRetailTest {

    /** Before, at, between and after events; at and just before ends of windows and months; when nothing happens any more. */
    private static final List<Instant> INSTANTS = Stream.of(
                    "2010-11-30T12:00:00Z",
                    "2010-12-01T08:26:00Z",
                    "2010-12-01T12:00:00Z",
                    "2010-12-10T00:00:00Z",
                    "2010-12-23T23:59:59.999999Z",
                    "2010-12-31T08:25:59.999999Z",
                    "2010-12-31T08:26:00Z",
                    "2010-12-31T23:00:00Z",
                    "2011-01-31T22:59:59.999999Z",
                    "2011-02-14T10:30:00Z",
                    "2011-03-01T08:26:00Z",
                    "2011-03-31T22:00:00Z",
                    "2011-05-02T17:45:12Z",
                    "2011-06-15T13:07:00Z",
                    "2011-07-04T09:00:00Z",
                    "2011-08-08T11:11:11Z",
                    "2011-09-01T12:00:00Z",
                    "2011-09-30T23:59:59Z",
                    "2011-10-31T12:00:00Z",
                    "2011-12-15T00:00:00Z")
            .map(Instant::parse)
            .toList();

    private static final int SMALL = 600;
    private static final Instant BEGIN = INSTANTS.get(0).minus(RetailReplay.TICK);
    private static final Instant END = INSTANTS.get(INSTANTS.size() - 1);
    private static final Instant LAST_EVENT = Instant.parse("2011-10-01T00:00:00Z");
    private static final Set<String> FAULTS = Set.of(
            "nothing is ever due",
            "due a second late",
            "nobody leaves",
            "nobody enters",
            "exits are not told",
            "the cause is always an event",
            "changes are true when they come out",
            "equal is not enough",
            "all zones are one",
            "events of a type are not noticed");

    @TempDir
    Path folder;

    private Path generated(int invoices) throws IOException {
        Path file = folder.resolve(invoices + ".csv.gz");
        new OnlineRetailGenerator(2011, invoices).writeTo(file);
        return file;
    }

    @Test
    void areWhatTheFileSays() throws SQLException, IOException {
        Optional<Path> real = RealRetail.find();
        Compared compared = compare(real.isPresent() ? real.get() : generated(4_000), MembershipFault.NONE);
        if (real.isPresent()) {
            assertThat(compared).as("as docs/segments.md has it").isEqualTo(new Compared(146, 64_694, 26_871, 4_895));
        } else {
            assertThat(compared.telling()).isGreaterThan(60);
            assertThat(compared.leftByTime()).isGreaterThan(1_000);
        }
    }

    /** In which mistakes are looked for. */
    @Test
    void areWhatASmallFileSays() throws SQLException, IOException {
        assertThat(compare(generated(SMALL), MembershipFault.NONE).telling()).isGreaterThan(60);
    }

    static Stream<MembershipFault> faults() {
        return MembershipFault.all().filter(fault -> FAULTS.contains(fault.name()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noticesFaults(MembershipFault fault) throws IOException {
        Path file = generated(SMALL);
        assertThatThrownBy(() -> compare(file, fault)).isInstanceOf(AssertionError.class);
    }

    /**
     * How much was compared.
     *
     * @param telling segments at instants at which somebody was in and somebody else was not
     * @param changes how often somebody entered or left one of those of which all were tried
     * @param leftByTime how often somebody left with no event
     * @param afterTheLast how often after the last event of all
     */
    private record Compared(int telling, int changes, int leftByTime, int afterTheLast) {}

    private static Compared compare(Path file, MembershipFault fault) throws SQLException, IOException {
        try (RetailBooks books = new RetailBooks(file);
                RetailReplay replay = new RetailReplay(new RetailFile(file), BEGIN, fault)) {
            Map<String, Map<Instant, Set<UUID>>> expected = new HashMap<>();
            int telling = 0;
            for (Instant instant : INSTANTS) {
                replay.until(instant);
                if (replay.score()) {
                    books.made(instant);
                }
                int seen = books.seen(instant);
                for (RetailSegment segment : RetailSegment.ALL) {
                    Set<UUID> members = books.members(segment, instant);
                    expected.computeIfAbsent(segment.key(), none -> new HashMap<>())
                            .put(instant, members);
                    telling += members.isEmpty() || members.size() == seen ? 0 : 1;
                    assertThat(replay.members(segment))
                            .as("%s at %s", segment.key(), instant)
                            .isEqualTo(members);
                }
            }
            compareAfterwards(replay, expected);
            assertThat(replay.slowest())
                    .as("is told as soon as the clock comes to it")
                    .isLessThan(RetailReplay.TICK);
            List<Change> changes = compareChanges(books, replay);
            List<Change> left = changes.stream()
                    .filter(change -> change.byTime() && !change.entered())
                    .toList();
            int after = (int) left.stream()
                    .filter(change -> change.at().isAfter(LAST_EVENT))
                    .count();
            return new Compared(telling, changes.size(), left.size(), after);
        }
    }

    private static void compareAfterwards(RetailReplay replay, Map<String, Map<Instant, Set<UUID>>> expected)
            throws SQLException {
        assertThat(replay.membersThen(INSTANTS)).as("who was in, asked later").isEqualTo(expected);
        for (RetailSegment segment : RetailSegment.ALL) {
            Instant at = INSTANTS.get(5 + RetailSegment.ALL.indexOf(segment));
            assertThat(replay.membersThen(segment, at))
                    .as("%s as of %s", segment.key(), at)
                    .isEqualTo(expected.get(segment.key()).get(at));
        }
    }

    /** Of scores there are too many instants at which they may change to try them all: only what was told is looked at. */
    private static List<Change> compareChanges(RetailBooks books, RetailReplay replay) throws SQLException {
        List<Change> all = new ArrayList<>();
        for (RetailSegment segment : RetailSegment.ALL) {
            List<Change> told = replay.changes(segment);
            if (segment.key().equals(RetailSegment.RFM)) {
                assertThat(books.agree(segment, told)).isEqualTo(told.size());
            } else {
                Set<Change> expected = books.changes(segment, END);
                assertThat(Set.copyOf(told))
                        .as("who entered %s and left", segment.key())
                        .isEqualTo(expected);
                assertThat(told).as("once each").hasSameSizeAs(expected);
                all.addAll(told);
            }
        }
        return all;
    }
}
