package crm.ingest.service;

import com.fasterxml.jackson.core.JsonToken;
import crm.ingest.service.Outline.Member;
import java.util.List;
import java.util.Optional;

/**
 * The envelope fields of an {@link Outline}, by name and type. A JSON {@code null} is no field at all.
 *
 * @param pointer JSON Pointer of the object whose members these are
 */
record Fields(List<Member> members, String pointer) implements Attributes {

    @Override
    public Optional<String> text(String name) {
        Optional<Member> member = Outline.find(members, name).filter(m -> m.kind() != JsonToken.VALUE_NULL);
        if (member.isPresent() && member.get().kind() != JsonToken.VALUE_STRING) {
            throw Rejected.wrong(at(name), "a string");
        }
        return member.map(Member::text);
    }

    @Override
    public Optional<String> flag(String name) {
        Optional<Member> member = Outline.find(members, name);
        if (member.isPresent() && member.get().kind().isBoolean()) {
            return Optional.of(member.get().kind().asString());
        }
        return text(name);
    }

    @Override
    public String at(String name) {
        return pointer + '/' + name;
    }
}
