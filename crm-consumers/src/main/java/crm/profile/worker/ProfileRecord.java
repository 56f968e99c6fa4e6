package crm.profile.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.profile.entity.ProfileBatch.Item;
import crm.profile.service.ProfileEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A profile as it is published under its id: as an event, or without a value where it does not answer any more, which lets
 * compaction forget it.
 */
final class ProfileRecord {

    private ProfileRecord() {}

    static ProducerRecord<byte[], byte[]> of(String topic, Item item, Instant at) {
        List<Header> headers = new ArrayList<>();
        item.trace().ifPresent(trace -> headers.add(header("traceparent", trace)));
        byte[] value = null;
        if (item.view().isPresent()) {
            headers.add(header("content-type", ProfileEvent.MEDIA_TYPE));
            value = ProfileEvent.of(item, at, item.trace().orElse(null));
        } else {
            headers.add(header("ce_id", ProfileEvent.id(item)));
        }
        return new ProducerRecord<>(topic, null, null, item.profile().toString().getBytes(UTF_8), value, headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
