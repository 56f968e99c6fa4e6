package crm.ingest.service;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the members of a JSON object stand in the bytes that were sent, and what those say that an envelope may have.
 * Everything else is only located. Comes from {@link OutlineReader}, so the bytes are JSON that can be stored.
 *
 * @param begin of the object
 * @param end of the object, exclusive, like all ends here
 */
@SuppressWarnings("ArrayRecordComponent") // the delivery's own bytes, never compared
record Outline(byte[] json, int begin, int end, List<Member> members) {

    /**
     * One member of an object.
     *
     * @param text a string's value, read only for names that an envelope may have
     * @param begin of its name
     * @param value where its value begins
     * @param end of its value
     * @param members of {@code data}, those that an envelope may have
     */
    record Member(String name, JsonToken kind, String text, int begin, int value, int end, List<Member> members) {}

    Optional<Member> member(String name) {
        return find(members, name);
    }

    static Optional<Member> find(List<Member> members, String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** The object as it was sent. */
    String text() {
        return text(begin, end);
    }

    /** The value of a member as it was sent. */
    String text(Member member) {
        return text(member.value(), member.end());
    }

    /** The object as it was sent, but for some of its members. */
    String textWithout(Set<String> names) {
        return textWithout(names, "");
    }

    /**
     * The object as it was sent, but for some of its members, and with others.
     *
     * @param more whole members, with commas between them
     */
    String textWithout(Set<String> names, String more) {
        byte[] added = more.getBytes(StandardCharsets.UTF_8);
        byte[] rest = new byte[end - begin + added.length + 1];
        int length = 0;
        rest[length++] = '{';
        for (Member member : members) {
            if (!names.contains(member.name())) {
                if (length > 1) {
                    rest[length++] = ',';
                }
                int size = member.end() - member.begin();
                System.arraycopy(json, member.begin(), rest, length, size);
                length += size;
            }
        }
        if (added.length > 0) {
            if (length > 1) {
                rest[length++] = ',';
            }
            System.arraycopy(added, 0, rest, length, added.length);
            length += added.length;
        }
        rest[length++] = '}';
        return new String(rest, 0, length, StandardCharsets.UTF_8);
    }

    private String text(int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
}
