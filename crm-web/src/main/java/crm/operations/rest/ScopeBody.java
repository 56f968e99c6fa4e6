package crm.operations.rest;

import crm.ingest.entity.Scope;
import crm.platform.rest.Refusal;
import java.util.Optional;

/**
 * The part of a group that is meant; an empty body means all of it.
 *
 * @param key of the records that are meant alone, in the topic or all topics
 */
record ScopeBody(Optional<String> topic, Optional<Integer> partition, Optional<String> key) {

    static final ScopeBody ALL = new ScopeBody(Optional.empty(), Optional.empty());

    private static final int LONGEST_KEY = 1000;

    ScopeBody(Optional<String> topic, Optional<Integer> partition) {
        this(topic, partition, Optional.empty());
    }

    Scope scope() {
        topic.filter(name -> name.isEmpty() || name.indexOf('\0') >= 0).ifPresent(name -> {
            throw Refusal.field("/topic", "bad_topic", "Name a topic, or leave it out for all.");
        });
        partition.filter(number -> number < 0).ifPresent(number -> {
            throw Refusal.field("/partition", "out_of_range", "Partitions are counted from 0.");
        });
        key.filter(text -> text.isEmpty() || text.length() > LONGEST_KEY).ifPresent(text -> {
            throw Refusal.field("/key", "out_of_range", "A key has 1 to " + LONGEST_KEY + " characters.");
        });
        if (partition.isPresent() && topic.isEmpty()) {
            throw Refusal.field("/topic", "missing_field", "A partition is one of a topic; say which.");
        }
        return new Scope(topic.orElse(""), partition.orElse(Scope.ALL));
    }
}
