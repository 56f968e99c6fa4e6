package crm.operations.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.DeadLetterFile;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterChanged;
import crm.ingest.entity.LetterErased;
import crm.ingest.entity.LetterException;
import crm.ingest.entity.LetterHomeless;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.LetterStep;
import crm.ingest.entity.LetterUnknown;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Replay;
import crm.ingest.entity.ReplayDelayed;
import crm.ingest.entity.ReplayEffect;
import crm.ingest.service.DeadLetterDesk;
import crm.ingest.service.DeadLetterReplays;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Shows a dead letter to whoever must mend it, edits, replays and discards it. */
@Named("letter")
@RequestScoped
public class DeadLetterPage {

    private static final String AGAIN = "/operations/dead-letter.xhtml?faces-redirect=true&includeViewParams=true";
    /** Larger values are mended by HTTP: no form is comfortable with them. */
    private static final int LARGEST = 600 * 1024;

    private static final int LONGEST_REASON = 500;
    private static final Set<String> TOLD = Set.of(
            "edited",
            "applied",
            "known",
            "refused",
            "discarded",
            "unreasoned",
            "changed",
            "settled",
            "homeless",
            "erased",
            "delayed",
            "bad_base64");

    @Inject
    private DeadLetterDesk desk;

    @EJB
    private DeadLetterReplays replays;

    @Inject
    private FacesContext faces;

    private String id;
    private String done;
    private DeadLetterFile file;

    private Long version;
    private String key;
    private String value;
    private String headers;
    private String reason;

    /** A form says it, too: what is shown is asked for before the parameters of the page are there. */
    @PostConstruct
    void start() {
        id = faces.getExternalContext().getRequestParameterMap().get("id");
    }

    /** Finds the letter of the address. */
    public void load() throws IOException {
        Optional<DeadLetterFile> found = number().flatMap(desk::find);
        if (found.isEmpty()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
            return;
        }
        file = found.get();
        version = letter().version();
        letter().content().ifPresent(this::show);
    }

    private Optional<Long> number() {
        return Optional.ofNullable(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private void show(RecordContent content) {
        key = text(content.key());
        value = text(content.value());
        headers = HeaderLines.of(content.headers()).orElse(null);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : LetterText.of(bytes).orElseGet(() -> LetterText.base64(bytes));
    }

    public String save() {
        return told(() -> {
            desk.edit(number().orElseThrow(LetterUnknown::new), Optional.ofNullable(version), this::edited);
            return "edited";
        });
    }

    private RecordContent edited(RecordContent before) {
        return new RecordContent(
                bytes(key, before.key()),
                bytes(value, before.value()),
                HeaderLines.of(before.headers()).isPresent()
                        ? HeaderLines.read(Optional.ofNullable(headers).orElse(""))
                        : before.headers());
    }

    /** What was shown in Base64 comes back so; what was absent and is still empty stays absent. */
    private static byte[] bytes(String sent, byte[] before) {
        String text = Optional.ofNullable(sent).orElse("");
        if (before == null) {
            return text.isEmpty() ? null : LetterText.asBefore(text, "").getBytes(UTF_8);
        }
        if (sent == null && before.length > LARGEST) {
            return before; // it was not in the form
        }
        return LetterText.of(before)
                .map(shown -> LetterText.asBefore(text, shown).getBytes(UTF_8))
                .orElseGet(() -> Base64.getMimeDecoder().decode(text));
    }

    public String replay() {
        return told(() -> {
            Replay replay = replays.replay(number().orElseThrow(LetterUnknown::new), Optional.ofNullable(version));
            return replay.effect().map(ReplayEffect::word).orElse("refused");
        });
    }

    public String discard() {
        if (reason == null || reason.isBlank()) {
            return told(() -> "unreasoned");
        }
        String why = reason.strip().substring(0, Math.min(reason.strip().length(), LONGEST_REASON));
        return told(() -> {
            desk.discard(number().orElseThrow(LetterUnknown::new), Optional.ofNullable(version), why);
            return "discarded";
        });
    }

    private String told(Supplier<String> act) {
        try {
            done = act.get();
        } catch (LetterException e) {
            done = word(e);
        } catch (EJBException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw e;
            }
            done = "bad_base64";
        }
        return AGAIN;
    }

    private static String word(LetterException failure) {
        if (failure instanceof LetterChanged) {
            return "changed";
        } else if (failure instanceof ReplayDelayed) {
            return "delayed";
        } else if (failure instanceof LetterHomeless) {
            return "homeless";
        }
        return failure instanceof LetterErased ? "erased" : "settled";
    }

    private DeadLetterView letter() {
        return file().letter();
    }

    private DeadLetterFile file() {
        if (file == null) {
            file = number().flatMap(desk::find).orElseThrow(LetterUnknown::new);
        }
        return file;
    }

    public DeadLetterView getLetter() {
        return letter();
    }

    public boolean isOpen() {
        return letter().state() == LetterState.OPEN;
    }

    public boolean isErased() {
        return letter().content().isEmpty();
    }

    public String getCode() {
        return letter().reason().code().word();
    }

    public String getState() {
        return letter().state().word();
    }

    public List<LetterStep> getHistory() {
        return file().history();
    }

    /** The value for reading: pretty if it is JSON, in Base64 if it is no text, null if there is none. */
    public String getShown() {
        return letter().content()
                .map(RecordContent::value)
                .map(DeadLetterPage::shown)
                .orElse(null);
    }

    /** What was sent, where it has been edited. */
    public String getOriginal() {
        return file().original()
                .map(RecordContent::value)
                .map(DeadLetterPage::shown)
                .orElse(null);
    }

    private static String shown(byte[] bytes) {
        return LetterText.of(bytes)
                .map(LetterText::pretty)
                .orElseGet(() -> LetterText.pretty(LetterText.base64(bytes)));
    }

    /** What stands where the reason's pointer points, null if nothing does. */
    public String getFault() {
        return letter().content()
                .map(RecordContent::value)
                .flatMap(LetterText::of)
                .flatMap(text -> LetterText.at(text, letter().reason().pointer()))
                .orElse(null);
    }

    public boolean isBinary() {
        return letter().content()
                .map(RecordContent::value)
                .filter(bytes -> LetterText.of(bytes).isEmpty())
                .isPresent();
    }

    public boolean isTooLarge() {
        return letter().content()
                .map(RecordContent::value)
                .filter(bytes -> bytes.length > LARGEST)
                .isPresent();
    }

    /** Whether the headers can be edited as lines of text. */
    public boolean isHeadersEditable() {
        return letter().content()
                .flatMap(content -> HeaderLines.of(content.headers()))
                .isPresent();
    }

    public List<HeaderRow> getHeaderRows() {
        return letter().content().map(RecordContent::headers).orElse(List.of()).stream()
                .map(header -> new HeaderRow(header.name(), text(header.value())))
                .toList();
    }

    /** A header for reading. */
    public record HeaderRow(String name, String value) {}

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getDone() {
        return done;
    }

    public void setDone(String done) {
        this.done = done != null && TOLD.contains(done) ? done : null;
    }

    /** Whether what was done is good news. */
    public boolean isWell() {
        return done != null && Set.of("edited", "applied", "known", "discarded").contains(done);
    }

    public Long getVersion() {
        return version;
    }

    public void setVersion(Long version) {
        this.version = version;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getHeaders() {
        return headers;
    }

    public void setHeaders(String headers) {
        this.headers = headers;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
