package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Kafka's name of a partition, and ours. */
final class KafkaPartitions {

    private KafkaPartitions() {}

    static TopicPartition kafka(PartitionId partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    static List<TopicPartition> kafka(Collection<PartitionId> partitions) {
        return partitions.stream().map(KafkaPartitions::kafka).toList();
    }

    static PartitionId ours(TopicPartition partition) {
        return new PartitionId(partition.topic(), partition.partition());
    }

    /** Where producers put a key unless they have a way of their own. */
    static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    static List<PartitionId> ours(Collection<TopicPartition> partitions) {
        return partitions.stream().map(KafkaPartitions::ours).toList();
    }
}
