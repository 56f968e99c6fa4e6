package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterPlace;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a page of dead letters ends, opaque to the outside; with a mark of the filter it belongs to. */
final class LetterCursor {

    private static final int MARK = 8;
    private static final String SEPARATOR = "\u001f";

    private LetterCursor() {}

    static String after(long id, DeadLetterFilter filter) {
        return write(filter, id);
    }

    static long id(String cursor, DeadLetterFilter filter) {
        try {
            return Long.parseLong(read(cursor, filter, 1).get(0));
        } catch (NumberFormatException e) {
            throw new ForeignCursor();
        }
    }

    static String after(LetterPlace place, DeadLetterFilter filter) {
        return write(filter, place.group(), place.topicId(), place.partition(), place.offset());
    }

    static LetterPlace place(String cursor, DeadLetterFilter filter) {
        List<String> values = read(cursor, filter, 4);
        try {
            return new LetterPlace(
                    values.get(0),
                    UUID.fromString(values.get(1)),
                    Integer.parseInt(values.get(2)),
                    Long.parseLong(values.get(3)));
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    private static String write(DeadLetterFilter filter, Object... values) {
        String text = Stream.concat(Stream.of(mark(filter)), Arrays.stream(values))
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static List<String> read(String cursor, DeadLetterFilter filter, int values) {
        List<String> parts = List.of(decode(cursor).split(SEPARATOR, -1));
        if (parts.size() != values + 1 || !parts.get(0).equals(mark(filter))) {
            throw new ForeignCursor();
        }
        return parts.subList(1, parts.size());
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    private static String mark(DeadLetterFilter filter) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(Sha256.of(filter.toString()), MARK));
    }
}
