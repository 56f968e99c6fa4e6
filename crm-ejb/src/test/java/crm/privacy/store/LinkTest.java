package crm.privacy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final Head NOTHING = new Head(0, Link.NONE);

    private static Deed deed(String actor, String object, Map<String, String> details) {
        return Deed.of(
                Instant.parse("2026-01-31T12:00:00.5Z"),
                actor,
                "customer.viewed",
                object,
                sorted(details),
                sorted(Map.of()));
    }

    private static SortedMap<String, String> sorted(Map<String, String> texts) {
        return new TreeMap<>(texts);
    }

    /** Computed by another program: {@code hashlib.sha256(bytes(32) + canonical)}. */
    @Test
    void hashesAsTheCanonicalFormSays() {
        Deed deed = deed("王", "profile:1", Map.of("b", "2", "a", "\"1\""));
        assertThat(deed.details()).isEqualTo("{\"a\":\"\\\"1\\\"\",\"b\":\"2\"}");
        assertThat(Link.after(NOTHING, deed).hash())
                .isEqualTo("bc463ac417fbc7fb5e988815f0e6f110368facf59188cc357742ca2e07c5155e");
    }

    @Test
    void countsFromOneAndFollowsTheOneBefore() {
        Link first = Link.after(NOTHING, deed("ada", "a", Map.of()));
        Link second = Link.after(first.head(), deed("ada", "a", Map.of()));
        assertThat(first.seq()).isEqualTo(1);
        assertThat(second.seq()).isEqualTo(2);
        assertThat(second.previous()).isEqualTo(first.hash()).isNotEqualTo(second.hash());
    }

    @Test
    void tellsFieldsApartWhateverStandsInThem() {
        Link one = Link.after(NOTHING, deed("ada1:b,", "c", Map.of()));
        Link other = Link.after(NOTHING, deed("ada", "1:b,c", Map.of()));
        assertThat(one.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void writesTimesWithSixDigits() {
        assertThat(Link.canonical(Instant.parse("2026-01-31T12:00:00Z"))).isEqualTo("2026-01-31T12:00:00.000000Z");
        assertThat(Link.canonical(Instant.parse("2026-01-31T12:00:00.123456Z")))
                .isEqualTo("2026-01-31T12:00:00.123456Z");
    }

    @Test
    void keepsNothingThatTheDatabaseWouldRefuseOrChange() {
        Deed deed = deed("a\0b", "\uD800", Map.of("n\0", "\uDC00"));
        assertThat(deed.actor()).isEqualTo("a\uFFFDb");
        assertThat(deed.object()).isEqualTo("?");
        assertThat(deed.details()).isEqualTo("{\"n\uFFFD\":\"?\"}");
        assertThat(deed("a", "x".repeat(10_000), Map.of()).object())
                .hasSizeLessThan(501)
                .endsWith("…");
    }
}
