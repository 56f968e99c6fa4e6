package crm.profile.page;

import crm.ingest.entity.Stamp;
import crm.profile.entity.EditSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Says when and from where each field has its value. */
final class Origins {

    private final SortedMap<String, Stamp> origins;
    private final Wording wording;

    /** @param origins by JSON Pointer */
    Origins(SortedMap<String, Stamp> origins, Wording wording) {
        this.origins = origins;
        this.wording = wording;
    }

    /**
     * Fields with their origins.
     *
     * @param kind of the keys, for their labels
     * @param parent where the fields stand, as a JSON Pointer
     */
    List<Told> of(String kind, Map<String, Object> fields, String parent) {
        List<Told> told = new ArrayList<>();
        add(kind, "", parent, fields, told);
        return told;
    }

    private void add(String kind, String path, String pointer, Map<?, ?> fields, List<Told> told) {
        fields.forEach((name, value) -> {
            String key = path + name;
            String place =
                    pointer + '/' + String.valueOf(name).replace("~", "~0").replace("/", "~1");
            if (value instanceof Map<?, ?> nested) {
                add(kind, key + '.', place, nested, told);
            } else {
                Facts.of(kind, key, value, wording).ifPresent(fact -> told.add(of(fact, place)));
            }
        });
    }

    private Told of(Fact fact, String pointer) {
        return Optional.ofNullable(origins.get(pointer))
                .map(stamp -> new Told(
                        fact.label(),
                        fact.text(),
                        fact.entries(),
                        said(stamp),
                        stamp.time().toString(),
                        EventPlace.anchor(stamp)))
                .orElseGet(() -> new Told(fact, ""));
    }

    private String said(Stamp stamp) {
        return wording.say("origin", wording.date(stamp.time()), source(stamp.source(), wording));
    }

    /** A source in words: who edited it here, else the producer's name. */
    static String source(String source, Wording wording) {
        return EditSource.user(source)
                .map(user -> wording.say("origin.user", user))
                .orElse(source);
    }
}
