package crm.dev.chaos;

import crm.dev.lab.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Holds everything that is there after a campaign against what the topics in say must be there. */
final class Checker {

    private static final Duration TO_PUBLISH = Duration.ofMinutes(3);
    private static final int SAMPLES = 40;
    private static final String LETTERS =
            "select count(*) from dead_letter where published_at is null and withheld is null";
    private static final String PROFILES = "select (select count(*) from profile_outbox)"
            + " + (select count(*) from profile_relay where cardinality(under_way) > 0)";

    private final Site site;
    private final Stories stories;
    private final Diary diary;
    private final Findings findings = new Findings();

    Checker(Site site, Stories stories, Diary diary) {
        this.site = site;
        this.stories = stories;
        this.diary = diary;
    }

    /**
     * What was compared.
     *
     * @param records in the topics in
     * @param again how many of them tell again what an earlier one tells
     * @param letters how many of them are poison
     * @param changes of memberships that were published
     * @param samples customers that were looked up by HTTP
     */
    record Outcome(
            long records, long again, long letters, long profiles, int changes, int samples, Findings findings) {}

    Outcome check() throws SQLException {
        TopicReader reader = new TopicReader(site.broker().bootstrapServers());
        ToldLog log = new ToldLog(stories, reader);
        try (Tables tables = new Tables(site.postgres().jdbcUrl());
                Standing standing = new Standing(site)) {
            diary.read().done().forEach(done -> done.wrong().forEach(what -> findings.add("during a fault", what)));
            comparePlaces(standing);
            findings.compare("total", "losses", 0L, tables.number("select count(*) from loss"));
            Set<String> topics = Set.copyOf(standing.topics());
            boolean mayBeDoubled = diary.read().plan().restores();
            awaitPublished(topics);
            Optional<Published> published = topics.contains(Published.TOPIC)
                    ? Optional.of(new Published(reader, findings, mayBeDoubled))
                    : Optional.empty();
            Memberships memberships = new Memberships(reader, topics, findings, mayBeDoubled);
            Audit audit = new Audit(stories, log.told(), tables, published, memberships, findings);
            audit.compare();
            Letters letters = new Letters(log.poison(), findings);
            letters.compareRows(tables);
            letters.comparePublished(reader, topics, mayBeDoubled);
            int samples = new Samples(
                            stories, new Operations(site.running(site.nodes().get(0))), findings)
                    .compare(SAMPLES, diary.read().plan().seed());
            return new Outcome(
                    log.records(),
                    log.again(),
                    log.poison().size(),
                    audit.profiles(),
                    memberships.changes(),
                    samples,
                    findings);
        }
    }

    /** Each record was gone past once, where nobody has sent the group back. */
    private void comparePlaces(Standing standing) {
        Set<String> sentBack = Set.copyOf(diary.read().sentBack());
        Set<TopicPartition> partitions = standing.partitions().stream()
                .filter(partition -> sentBack.contains(partition.toString()))
                .collect(Collectors.toCollection(() -> new TreeSet<>(Standing.ORDER)));
        standing.misplaced(partitions).forEach((partition, how) -> findings.add("position", partition + " " + how));
    }

    /** What is to leave does so within seconds of having been written. */
    private void awaitPublished(Set<String> topics) {
        boolean profiles = topics.contains(Published.TOPIC);
        boolean published = Deadline.in(TO_PUBLISH).await(() -> {
            try (Tables now = new Tables(site.postgres().jdbcUrl())) {
                return now.number(LETTERS) == 0
                        && now.number(Memberships.REST) == 0
                        && (!profiles || now.number(PROFILES) == 0);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        if (!published) {
            findings.add("total", "not all dead letters, memberships and profiles are published");
        }
    }
}
