package crm.operations.page;

import crm.access.login.PageRoles;
import crm.ingest.entity.KeyTurn;
import crm.ingest.entity.LogAway;
import crm.ingest.service.HeldKeyDesk;
import crm.operations.entity.SteeringRefused;
import crm.operations.service.GroupSteering;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator does with a group. Each act is asked for first: the page then says what would happen, and only the
 * second word does it.
 */
@Named("steer")
@RequestScoped
public class SteerPage {

    private static final String AGAIN = "/operations/group.xhtml?faces-redirect=true&includeViewParams=true";
    private static final String CONFIRMED = "really";

    /** Before what is done with a held key. */
    private static final String KEY = "key_";

    /** Who may see this page may act; others only look. */
    private static final String ACTING = "/operations/capacity.xhtml";

    @EJB
    private GroupSteering steering;

    @EJB
    private HeldKeyDesk desk;

    @Inject
    private SteerForm wish;

    @Inject
    private GroupFilePage file;

    @Inject
    private HeldKeysPage keys;

    @Inject
    private FacesContext faces;

    private String id;
    private String act;
    private String held;
    private boolean asked;
    private String fault;
    private String detail;
    private SeekForecast forecast = SeekForecast.NONE;

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
        return ask("workers", wish::number);
    }

    public String askConfigured() {
        return ask("configured", () -> {});
    }

    public String askPause() {
        return ask("pause", wish::scope);
    }

    public String askResume() {
        return ask("resume", wish::scope);
    }

    public String askSeek() {
        return ask(
                "seek",
                () -> forecast = wish.oneKey()
                        .map(key -> SeekForecast.of(steering.previewKey(id, wish.scope(), key, wish.point())))
                        .orElseGet(() -> SeekForecast.of(steering.preview(id, wish.scope(), wish.point()))));
    }

    private String ask(String what, Runnable check) {
        act = what;
        attempt(() -> {
            check.run();
            asked = true;
        });
        return null;
    }

    /** The address asks what is to be done with a held key: a link does nothing yet. */
    public void askTurn() {
        if (held != null && turn().isPresent() && mayAct()) {
            asked = heldKey().isPresent();
            fault = asked ? null : "key";
        }
    }

    private Optional<KeyTurn> turn() {
        return Optional.ofNullable(act)
                .filter(what -> what.startsWith(KEY))
                .flatMap(what -> KeyTurn.of(what.substring(KEY.length())));
    }

    private Optional<HeldKeyRow> heldKey() {
        return held != null && held.matches("[0-9]{1,18}") ? keys.one(Long.parseLong(held)) : Optional.empty();
    }

    // ---- doing

    /** Does what was asked for. */
    public String go() {
        String done = turn().isPresent() ? turned(turn().get()) : steered();
        file.setDone(done);
        act = null;
        held = null;
        return done == null ? null : AGAIN;
    }

    private String turned(KeyTurn turn) {
        return done(KEY + turn.word(), () -> {
            if (heldKey().isEmpty() || !desk.turn(Long.parseLong(held), turn)) {
                throw new SteerForm.Unreadable("key");
            }
        });
    }

    private String steered() {
        return switch (String.valueOf(act)) {
            case "workers" -> done("workers", () -> steering.workers(id, wish.number(), Optional.empty()));
            case "configured" -> done("configured", () -> steering.workersByConfiguration(id));
            case "pause" -> done("paused", this::pause);
            case "resume" -> done("resumed", this::resume);
            case "seek" -> done("sought", this::seek);
            default -> null;
        };
    }

    private void pause() {
        wish.oneKey()
                .ifPresentOrElse(
                        key -> steering.pauseKey(id, wish.scope(), key), () -> steering.pause(id, wish.scope()));
    }

    private void resume() {
        wish.oneKey()
                .ifPresentOrElse(
                        key -> steering.resumeKey(id, wish.scope(), key), () -> steering.resume(id, wish.scope()));
    }

    private void seek() {
        wish.oneKey()
                .ifPresentOrElse(
                        key -> steering.seekKey(id, wish.scope(), key, wish.point()),
                        () -> steering.seek(id, wish.scope(), wish.point()));
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
        } catch (SteerForm.Unreadable e) {
            fault = e.getMessage();
        } catch (EJBException e) {
            fault = "failed";
        }
        return false;
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

    /** What is meant: the group, a topic, a partition or a key. */
    public String getMeant() {
        return switch (String.valueOf(act)) {
            case "workers" -> wish.getCount();
            case "configured" -> "";
            default -> heldKey().map(HeldKeyRow::name).orElseGet(() -> wish.meant(id));
        };
    }

    public SeekForecast getForecast() {
        return forecast;
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

    public String getHeld() {
        return held;
    }

    public void setHeld(String held) {
        this.held = held == null || held.isBlank() ? null : held;
    }
}
