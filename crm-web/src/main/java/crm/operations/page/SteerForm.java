package crm.operations.page;

import crm.ingest.entity.Scope;
import crm.operations.entity.SeekPoint;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What an operator types in to steer a group. What is asked for goes from the one form to the other. */
@Named("wish")
@RequestScoped
public class SteerForm {

    private static final int LONGEST_KEY = 1000;

    private String topic;
    private String partition;
    private String key;
    private String count;
    private String to = "earliest";
    private String value;

    /** Something that was typed in makes no sense; the message is its text's key. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String key) {
            super(key);
        }
    }

    int number() {
        if (count == null || !count.strip().matches("[0-9]{1,6}")) {
            throw new Unreadable("count");
        }
        return Integer.parseInt(count.strip());
    }

    Scope scope() {
        boolean all = topic == null || topic.isEmpty();
        if (partition == null || partition.isBlank()) {
            return all ? Scope.GROUP : Scope.topic(topic);
        } else if (all || !partition.strip().matches("[0-9]{1,6}")) {
            throw new Unreadable("partition");
        }
        return new Scope(topic, Integer.parseInt(partition.strip()));
    }

    /** The one key that is meant, if one is; as it was typed, since blanks are part of it. */
    Optional<String> oneKey() {
        if (key != null && key.length() > LONGEST_KEY) {
            throw new Unreadable("key_long");
        }
        return Optional.ofNullable(key).filter(text -> !text.isEmpty());
    }

    /** What is meant: the group, a topic, a partition or a key. */
    String meant(String group) {
        try {
            Scope scope = scope();
            String part = scope.topic().isEmpty() ? group : scope.toString();
            return oneKey().map(one -> part + " · " + one).orElse(part);
        } catch (Unreadable e) {
            return group;
        }
    }

    SeekPoint point() {
        return switch (SeekPoint.To.of(String.valueOf(to)).orElseThrow(() -> new Unreadable("to"))) {
            case EARLIEST -> SeekPoint.EARLIEST;
            case LATEST -> SeekPoint.LATEST;
            case OFFSET -> SeekPoint.at(offset());
            case TIME -> SeekPoint.at(time());
        };
    }

    private long offset() {
        if (value == null || !value.strip().matches("[0-9]{1,18}")) {
            throw new Unreadable("offset");
        }
        return Long.parseLong(value.strip());
    }

    private Instant time() {
        try {
            String text = value == null ? "" : value.strip().replace(' ', 'T');
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new Unreadable("time");
        }
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public String getPartition() {
        return partition;
    }

    public void setPartition(String partition) {
        this.partition = partition;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getCount() {
        return count;
    }

    public void setCount(String count) {
        this.count = count;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }
}
