package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2011-09-30T12:34:56Z,2011-09-30T12:34:56Z",
        "2011-09-30t12:34:56z,2011-09-30T12:34:56Z",
        "2011-09-30 12:34:56Z,2011-09-30T12:34:56Z",
        "2011-09-30T12:34:56+02:00,2011-09-30T10:34:56Z",
        "2011-09-30T00:10:00-05:30,2011-09-30T05:40:00Z",
        "2011-09-30T12:34:56-00:00,2011-09-30T12:34:56Z",
        "2011-09-30T12:34:56.5Z,2011-09-30T12:34:56.500Z",
        "2012-02-29T12:34:56.123456Z,2012-02-29T12:34:56.123456Z",
        "1969-12-31T23:59:59.000001Z,1969-12-31T23:59:59.000001Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z",
    })
    void readsTimesWithAnOffset(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).contains(expected);
    }

    @Test
    void cutsOffWhatIsFinerThanAMicrosecond() {
        assertThat(Rfc3339.parse("2011-09-30T12:34:56.123456999999999Z"))
                .contains(Instant.parse("2011-09-30T12:34:56.123456Z"));
    }

    @Test
    void takesALeapSecondForTheOneBeforeIt() {
        assertThat(Rfc3339.parse("2016-12-31T23:59:60Z")).contains(Instant.parse("2016-12-31T23:59:59Z"));
        assertThat(Rfc3339.parse("2017-01-01T00:59:60+01:00")).contains(Instant.parse("2016-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2011-09-30",
                "2011-09-30T12:34:56",
                "2011-09-30T12:34:56.Z",
                "2011-09-30T12:34Z",
                "2011-09-30T12:34:56 Z",
                "2011-09-30T12:34:56+0200",
                "2011-09-30T12:34:56+02",
                "2011-09-30T12:34:56+02:60",
                "2011-09-30T12:34:56+24:00",
                "2011-09-30T12:34:56+02:00x",
                "2011-09-30T24:00:00Z",
                "2011-09-30T12:60:00Z",
                "2011-09-30T12:34:60Z",
                "2011-02-29T12:34:56Z",
                "2011-13-01T12:34:56Z",
                "2011-00-01T12:34:56Z",
                "0000-12-31T12:34:56Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "+12011-09-30T12:34:56Z",
                "２０１１-09-30T12:34:56Z",
                "1317386096",
                "yesterday",
            })
    void refusesEverythingElse(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @Test
    void readsWhatJavaWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 253_000_000_000L), random.nextInt(1_000_000) * 1000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-1079, 1080) * 60);
            OffsetDateTime written = time.atOffset(offset).withSecond(7);
            assertThat(Rfc3339.parse(written.toString())).as(written.toString()).contains(written.toInstant());
        }
    }
}
