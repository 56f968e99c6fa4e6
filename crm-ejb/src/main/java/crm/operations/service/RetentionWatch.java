package crm.operations.service;

import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.GroupStatus.PartitionStatus;
import crm.operations.entity.RetentionRisk;
import crm.operations.entity.TopicStatus;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When the broker would delete what a group has not applied yet. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RetentionWatch {

    private static final double MILLIS = 1000;
    private static final Duration TREND = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofSeconds(30);

    @EJB
    private Samples samples;

    /**
     * Empty where the broker deletes nothing that the group reads.
     *
     * @param topics as the broker has them
     */
    public Optional<RetentionRisk> of(GroupStatus group, List<TopicStatus> topics) {
        Set<String> its =
                group.partitions().stream().map(PartitionStatus::topic).collect(Collectors.toSet());
        return topics.stream()
                .filter(topic ->
                        its.contains(topic.topic()) && topic.retentionMs().isPresent())
                .map(topic -> topic.retentionMs().getAsLong() / MILLIS)
                .min(Double::compare)
                .map(shortest -> RetentionRisk.of(shortest, group.lagSeconds(), trend(group.group())));
    }

    /** By how many seconds the oldest record that waits gets older each second. */
    private double trend(String group) {
        List<GroupMoment> lately = samples.history(group, Instant.now().minus(TREND), STEP);
        return lately.size() < 2 ? 0 : slope(lately.get(0), lately.get(lately.size() - 1));
    }

    private static double slope(GroupMoment first, GroupMoment last) {
        double seconds = Duration.between(first.at(), last.at()).toMillis() / MILLIS;
        return seconds <= 0 ? 0 : (last.lagSeconds() - first.lagSeconds()) / seconds;
    }
}
