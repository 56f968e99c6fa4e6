package crm.operations.page;

import crm.ingest.entity.LogAway;
import crm.operations.entity.RecordQuestion;
import crm.operations.entity.RecordShown;
import crm.operations.entity.TopicStatus;
import crm.operations.service.RecordDesk;
import crm.operations.service.TopicLog;
import crm.platform.entity.Busy;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Looks into a topic. What is looked for is in the address. */
@Named("recordList")
@RequestScoped
public class RecordListPage {

    private static final int PAGE_SIZE = 20;
    private static final int LAST_YEAR = 9999;

    @EJB
    private RecordDesk desk;

    @EJB
    private TopicLog log;

    @Inject
    private FacesContext faces;

    private String topic;
    private String partition;
    private String offset;
    private String time;
    private String after;
    private String fault;
    private Page<RecordShown> found = new Page<>(List.of(), Optional.empty());
    private int partitions;

    /** Reads what the address asks for. */
    public void load() throws IOException {
        try {
            Optional<TopicStatus> status = log.topics().stream()
                    .filter(one -> one.topic().equals(topic))
                    .findFirst();
            if (status.isEmpty()) {
                faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
                faces.responseComplete();
                return;
            }
            partitions = status.get().partitions();
            look();
        } catch (LogAway e) {
            fault = "away";
        } catch (Busy e) {
            fault = "busy";
        }
    }

    private void look() {
        if (offset != null && !offset.matches("[0-9]{1,18}")) {
            fault = "offset";
        } else if (offset != null && number().isEmpty()) {
            fault = "partition";
        } else if (time != null && instant().isEmpty()) {
            fault = "time";
        } else {
            found = browse(Optional.ofNullable(after));
        }
    }

    private Page<RecordShown> browse(Optional<String> from) {
        OptionalLong place = offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
        RecordQuestion question = new RecordQuestion(topic, number(), place, instant(), Map.of(), PAGE_SIZE);
        try {
            return desk.browse(log, question, from).orElseGet(() -> new Page<>(List.of(), Optional.empty()));
        } catch (ForeignCursor e) {
            after = null;
            return browse(Optional.empty());
        }
    }

    private OptionalInt number() {
        return partition != null && partition.matches("[0-9]{1,6}")
                ? OptionalInt.of(Integer.parseInt(partition))
                : OptionalInt.empty();
    }

    private Optional<Instant> instant() {
        try {
            return Optional.ofNullable(time)
                    .map(text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC))
                    .filter(at -> at.atOffset(ZoneOffset.UTC).getYear() > 0
                            && at.atOffset(ZoneOffset.UTC).getYear() <= LAST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public List<RecordRow> getItems() {
        return found.items().stream().map(RecordRow::of).toList();
    }

    public String getNext() {
        return found.next().orElse(null);
    }

    /** Whether personal data in them is masked. */
    public boolean isMasked() {
        return found.items().stream().anyMatch(RecordShown::masked);
    }

    /** Whether the newest are shown, latest first. */
    public boolean isNewest() {
        return offset == null && time == null && after == null;
    }

    public List<Integer> getNumbers() {
        return IntStream.range(0, partitions).boxed().toList();
    }

    public String getFault() {
        return fault;
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
        this.partition = given(partition);
    }

    public String getOffset() {
        return offset;
    }

    public void setOffset(String offset) {
        this.offset = given(offset);
    }

    public String getTime() {
        return time;
    }

    public void setTime(String time) {
        this.time = given(time);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = given(after);
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
