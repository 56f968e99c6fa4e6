package crm.operations.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import crm.platform.rest.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes that somebody sent, as people can read and change them. */
final class LetterText {

    private static final int PRETTY = 64 * 1024;
    private static final ObjectReader AS_WRITTEN =
            Json.mapper().reader().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private LetterText() {}

    /** Empty for bytes that no form can show and send back as they are. */
    static Optional<String> of(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString())
                    .filter(text -> text.chars().noneMatch(LetterText::unprintable));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean unprintable(int c) {
        return c < ' ' && c != '\n' && c != '\t' && c != '\r';
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** With line breaks and indentation if it is JSON; the first part of it if it is long. */
    static String pretty(String text) {
        if (text.length() > PRETTY) {
            return text.substring(0, PRETTY) + "…";
        }
        return json(text).map(LetterText::written).orElse(text);
    }

    private static String written(JsonNode json) {
        try {
            return Json.mapper()
                    .writer()
                    .with(SerializationFeature.INDENT_OUTPUT)
                    .without(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands where a pointer points; of a binary event, whose data is the whole value, too. */
    static Optional<String> at(String text, String pointer) {
        return pointer.isEmpty()
                ? Optional.empty()
                : json(text)
                        .flatMap(json -> Stream.of(pointer, pointer.replaceFirst("^/data(?=/)", ""))
                                .map(json::at)
                                .filter(node -> !node.isMissingNode())
                                .map(JsonNode::toString)
                                .findFirst());
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(AS_WRITTEN.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A form sends line breaks in its own way: these are those of the text that was shown. */
    static String asBefore(String sent, String shown) {
        return shown.contains("\r") ? sent : sent.replace("\r\n", "\n");
    }
}
