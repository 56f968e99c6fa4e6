package crm.operations.page;

import crm.access.login.PageRoles;
import crm.ingest.entity.LogAway;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.operations.entity.SeekPoint;
import crm.operations.entity.SteeringRefused;
import crm.operations.service.GroupSteering;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator does with a group. Each act is asked for first: the page then says what would happen, and only the
 * second word does it. What is asked for goes from the one form to the other.
 */
@Named("steer")
@RequestScoped
public class SteerPage {

    private static final String AGAIN = "/operations/group.xhtml?faces-redirect=true&includeViewParams=true";
    private static final int MOST_SHOWN = 100;
    private static final String CONFIRMED = "really";

    /** Who may see this page may act; others only look. */
    private static final String ACTING = "/operations/capacity.xhtml";

    @EJB
    private GroupSteering steering;

    @Inject
    private GroupFilePage file;

    @Inject
    private FacesContext faces;

    private String id;
    private String act;
    private String topic;
    private String partition;
    private String count;
    private String to = "earliest";
    private String value;
    private boolean asked;
    private String fault;
    private String detail;
    private List<SeekMove> moves = List.of();

    /** Forms say of which group they are, before the parameters of the page are there. */
    @PostConstruct
    void start() {
        Map<String, String> sent = faces.getExternalContext().getRequestParameterMap();
        id = sent.get("id");
        asked = mayAct() && sent.containsKey(CONFIRMED); // else the form that confirms would not be read
    }

    private boolean mayAct() {
        return PageRoles.allow(ACTING, faces.getExternalContext()::isUserInRole);
    }

    // ---- asking

    public String askWorkers() {
        return ask("workers", () -> number());
    }

    public String askConfigured() {
        return ask("configured", () -> {});
    }

    public String askPause() {
        return ask("pause", this::scope);
    }

    public String askResume() {
        return ask("resume", this::scope);
    }

    public String askSeek() {
        return ask("seek", () -> moves = steering.preview(id, scope(), point()));
    }

    private String ask(String what, Runnable check) {
        act = what;
        attempt(() -> {
            check.run();
            asked = true;
        });
        return null;
    }

    // ---- doing

    /** Does what was asked for. */
    public String go() {
        String done = switch (String.valueOf(act)) {
            case "workers" -> done("workers", () -> steering.workers(id, number(), Optional.empty()));
            case "configured" -> done("configured", () -> steering.workersByConfiguration(id));
            case "pause" -> done("paused", () -> steering.pause(id, scope()));
            case "resume" -> done("resumed", () -> steering.resume(id, scope()));
            case "seek" -> done("sought", () -> steering.seek(id, scope(), point()));
            default -> null;
        };
        file.setDone(done);
        return done == null ? null : AGAIN;
    }

    private String done(String word, Runnable what) {
        return attempt(what) ? word : null;
    }

    private boolean attempt(Runnable what) {
        asked = false;
        if (!mayAct()) {
            return false;
        }
        try {
            what.run();
            return true;
        } catch (SteeringRefused e) {
            fault = "refused." + e.reason().name().toLowerCase(Locale.ROOT);
            detail = e.getMessage();
        } catch (LogAway e) {
            fault = "away";
        } catch (Unreadable e) {
            fault = e.getMessage();
        } catch (EJBException e) {
            fault = "failed";
        }
        return false;
    }

    /** Something that was typed in makes no sense; the message is its text's key. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String key) {
            super(key);
        }
    }

    private int number() {
        if (count == null || !count.strip().matches("[0-9]{1,6}")) {
            throw new Unreadable("count");
        }
        return Integer.parseInt(count.strip());
    }

    private Scope scope() {
        boolean all = topic == null || topic.isEmpty();
        if (partition == null || partition.isBlank()) {
            return all ? Scope.GROUP : Scope.topic(topic);
        } else if (all || !partition.strip().matches("[0-9]{1,6}")) {
            throw new Unreadable("partition");
        }
        return new Scope(topic, Integer.parseInt(partition.strip()));
    }

    private SeekPoint point() {
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

    // ---- what the page says

    public boolean isAsked() {
        return asked;
    }

    public String getFault() {
        return fault;
    }

    public String getDetail() {
        return detail;
    }

    /** What is meant: the group, a topic or a partition. */
    public String getMeant() {
        try {
            Scope scope = scope();
            return scope.topic().isEmpty() ? id : scope.toString();
        } catch (Unreadable e) {
            return id;
        }
    }

    public List<SeekMove> getMoves() {
        return moves.subList(0, Math.min(moves.size(), MOST_SHOWN));
    }

    public long getAgain() {
        return moves.stream().mapToLong(SeekMove::again).sum();
    }

    public long getSkipped() {
        return moves.stream().mapToLong(SeekMove::skipped).sum();
    }

    public String getId() {
        return id;
    }

    public String getAct() {
        return act;
    }

    public void setAct(String act) {
        this.act = act;
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
