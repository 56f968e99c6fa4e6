package crm.ingest.entity;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One record as a topic delivered it: bytes and where they stood.
 *
 * @param role the topic's default name ({@code customer_order}), whatever it is called here
 * @param topic the topic's actual name
 * @param topicId Kafka's id of the topic; survives nothing but the topic itself
 * @param timestamp when it was produced, never when it happened
 * @param key may be null
 * @param value may be null
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are Kafka's own, copied nowhere
public record Delivery(
        String role,
        String topic,
        UUID topicId,
        int partition,
        long offset,
        Instant timestamp,
        List<Header> headers,
        byte[] key,
        byte[] value) {

    /** One header; the value may be null. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte[] value) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Header that && name.equals(that.name) && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, Arrays.hashCode(value));
        }
    }

    /** A delivery is the one at its place. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery that
                && topicId.equals(that.topicId)
                && partition == that.partition
                && offset == that.offset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(topicId, partition, offset);
    }

    @Override
    public String toString() {
        return topic + '-' + partition + '@' + offset;
    }
}
