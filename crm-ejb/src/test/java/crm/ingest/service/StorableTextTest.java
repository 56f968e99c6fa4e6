package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "例え", "\ud83d\ude00", "\ufffd\uffff", "\ue000"})
    void takesText(String text) {
        assertThat(StorableText.isStorable(text)).isTrue();
        assertThat(StorableText.isUtf8(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d", "x\ud83d\ud83d\ude00"})
    void refusesZeroAndHalfAPair(String text) {
        assertThat(StorableText.isStorable(text)).isFalse();
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertThat(StorableText.isUtf8(bytes(0xff))).isFalse();
        assertThat(StorableText.isUtf8(bytes('a', 0xc3))).isFalse();
        assertThat(StorableText.isUtf8(bytes(0xc0, 0x80))).as("overlong").isFalse();
        assertThat(StorableText.isUtf8(bytes(0xed, 0xa0, 0x80))).as("surrogate").isFalse();
        assertThat(StorableText.isUtf8(bytes('a', 0))).as("zero").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u0000\"", "\"\\ud83d\"", "\"\\uDE00\"", "\"\\\\u0000\"", "\"\\uD83D\\uDE00\""})
    void doubtsEscapes(String json) {
        assertThat(StorableText.isDoubtful(json.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\u00e9\"", "\"\\n\"", "\"\\ud7ff\"", "\"u0000\"", "\"\\u000", "\\u"})
    void doesNotDoubtOthers(String json) {
        assertThat(StorableText.isDoubtful(json.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
