package crm.profile.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.profile.entity.ProfileView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody changes of a customer: only that is sent, so that others may change other things at the same time. Where
 * they changed the same, the person decides.
 */
final class EditForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Map<String, String> typed = new LinkedHashMap<>();
    private final Map<String, String> choices = new LinkedHashMap<>();
    private Map<String, String> seen;
    private Map<String, String> theirs = new LinkedHashMap<>();
    private long version;

    EditForm(ProfileView profile) {
        seen = values(profile);
        version = profile.profileVersion();
        typed.putAll(seen);
    }

    /**
     * A field that two people changed.
     *
     * @param mine what is to be, nothing where it is to be cleared
     */
    public record Conflict(EditableField field, String before, String mine, String theirs) {}

    /** By key; nothing where there is none. */
    private static Map<String, String> values(ProfileView profile) {
        Map<String, String> values = new LinkedHashMap<>();
        EditableField.all().forEach(field -> values.put(field.key(), value(profile.attributes(), field.key())));
        return values;
    }

    private static String value(Map<?, ?> attributes, String key) {
        Object value = attributes;
        for (String name : key.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value == null || value instanceof Map<?, ?> || value instanceof List<?> ? "" : String.valueOf(value);
    }

    /** What is in the inputs, by key. */
    Map<String, String> typed() {
        return typed;
    }

    /** The version that was seen. */
    long version() {
        return version;
    }

    private String wish(String key) {
        String text = typed.get(key);
        return text == null ? "" : text.strip();
    }

    /** Keys of fields that the person changed. */
    List<String> changed() {
        return typed.keySet().stream()
                .filter(key -> !wish(key).equals(seen.get(key)))
                .toList();
    }

    /** The changes as a merge patch; what is empty is cleared. */
    String patch() {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        for (String key : changed()) {
            int dot = key.indexOf('.');
            ObjectNode parent = dot < 0 ? patch : patch.withObject('/' + key.substring(0, dot));
            String text = wish(key);
            parent.put(key.substring(dot + 1), text.isEmpty() ? null : text);
        }
        return patch.toString();
    }

    /**
     * The customer has another version now. What the person did not touch becomes as it is now.
     *
     * @return whether somebody else changed what the person changed too, so that there is something to decide
     */
    boolean meet(ProfileView now) {
        Map<String, String> present = values(now);
        List<String> mine = changed();
        theirs = new LinkedHashMap<>();
        choices.clear();
        for (String key : mine) {
            boolean changed = !Objects.equals(present.get(key), seen.get(key));
            if (changed && !present.get(key).equals(wish(key))) {
                theirs.put(key, seen.get(key));
                choices.put(key, null);
            }
        }
        present.forEach((key, value) -> {
            if (!mine.contains(key)) {
                typed.put(key, value);
            }
        });
        seen = present;
        version = now.profileVersion();
        return !theirs.isEmpty();
    }

    /** What is to be decided. */
    List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        EditableField.all().stream()
                .filter(field -> theirs.containsKey(field.key()))
                .forEach(field -> conflicts.add(
                        new Conflict(field, theirs.get(field.key()), wish(field.key()), seen.get(field.key()))));
        return conflicts;
    }

    /** By key: {@code mine} or {@code theirs}. */
    Map<String, String> choices() {
        return choices;
    }

    /** Takes the choices; says whether all is decided. */
    boolean decide() {
        if (choices.values().stream().anyMatch(choice -> choice == null || choice.isEmpty())) {
            return false;
        }
        choices.forEach((key, choice) -> {
            if (choice.equals("theirs")) {
                typed.put(key, seen.get(key));
            }
        });
        theirs.clear();
        choices.clear();
        return true;
    }
}
