package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-16\"",
                "multipart/form-data; boundary=----x",
                "application/vnd.x+json;a=b;"
            })
    void knowsMediaTypes(String type) {
        assertThat(MediaTypes.isOne(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "json",
                ";;;",
                "a/b/c",
                "a/b;charset=nonsense",
                "a/b;charset=",
                "a/b, c/d",
                "a/b;x",
                "*/*",
                "*/json",
                "text/* ; charset=utf-8"
            })
    void knowsWhatIsNone(String type) {
        assertThat(MediaTypes.isOne(type)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html, */*;q=0.8", "application/json;q=1.0,text/csv;q=0", "a/b;x=\"1,2\""})
    void knowsListsOfRanges(String accept) {
        assertThat(MediaTypes.areRanges(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a/b;q=2", "a/b;q=x", ",", "a/b,,c/d"})
    void knowsListsThatAreNone(String accept) {
        assertThat(MediaTypes.areRanges(accept)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/a/b", "%20", "%E5%B0%8F%e6%98%8e", "a=b%26"})
    void knowsEscapes(String text) {
        assertThat(PercentCode.isUtf8(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "%ff", "%c0%af", "%ed%a0%80", "a%E5b"})
    void knowsEscapesOfNothing(String text) {
        assertThat(PercentCode.isUtf8(text)).isFalse();
    }
}
