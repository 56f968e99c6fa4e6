package crm.profile.service;

import crm.profile.fold.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attributes as they were sent, nested, and the producers' own traits beside them.
 *
 * @param attributes all fields but {@code traits}
 * @param traits the fields of {@code traits}
 */
record AttributeTree(Map<String, Object> attributes, Map<String, Object> traits) {

    static AttributeTree of(Attributes attributes) {
        Map<String, Object> root = new LinkedHashMap<>();
        attributes.facts().keySet().forEach(pointer -> {
            String json = attributes.get(pointer);
            if (json != null) {
                put(root, pointer.substring(1).split("/", -1), JsonText.value(json));
            }
        });
        return new AttributeTree(root, object(root.remove("traits")));
    }

    private static void put(Map<String, Object> root, String[] path, Object value) {
        Map<String, Object> parent = root;
        for (int i = 0; i < path.length - 1; i++) {
            parent = object(parent.computeIfAbsent(name(path[i]), name -> new LinkedHashMap<String, Object>()));
        }
        parent.put(name(path[path.length - 1]), value);
    }

    /** JSON Pointer's escapes undone (RFC 6901). */
    private static String name(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }

    @SuppressWarnings("unchecked") // objects are only ever made here and in JsonText
    private static Map<String, Object> object(Object value) {
        return value instanceof Map ? (Map<String, Object>) value : new LinkedHashMap<>();
    }
}
