package crm.ingest.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Event;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.MappingChanged;
import crm.ingest.entity.MappingRefused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.TopicMapping;
import crm.ingest.service.MappingService;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The mapping of one topic: edited, and tried on a sample that is kept nowhere. */
@Named("mapping")
@ViewScoped
public class EditMappingPage implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String LIST = "/ingest/mappings.xhtml?faces-redirect=true";

    @Inject
    private MappingService mappings;

    private String topic;
    private long version;
    private boolean edited;
    private MappingForm form;
    private String sample;
    private transient Decoded result;

    public void load() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        Optional<TopicMapping> found = topic == null ? Optional.empty() : mappings.find(topic);
        if (found.isEmpty()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
            return;
        }
        version = found.get().version();
        edited = found.get().edited();
        form = MappingForm.of(found.get().mapping());
    }

    /** Shows what the sample would become, and stays. */
    public void attempt() {
        if (sample == null || sample.isBlank()) {
            say(text("mapping.sample.required"));
            return;
        }
        whereUsable(() -> result = mappings.attempt(topic, form.mapping(), sample.getBytes(UTF_8)));
    }

    public String save() {
        return whereUsable(() -> mappings.save(topic, form.mapping(), Optional.of(version))) ? LIST : null;
    }

    /** Back to the default. */
    public String reset() {
        return whereUsable(() -> mappings.reset(topic, Optional.of(version))) ? LIST : null;
    }

    private boolean whereUsable(Runnable act) {
        try {
            act.run();
            return true;
        } catch (MappingRefused e) {
            e.faults()
                    .forEach(fault -> say(fault.pointer().substring(1) + ": " + text("mapping.fault." + fault.code())));
        } catch (MappingChanged e) {
            say(text("mapping.changed"));
        }
        return false;
    }

    private static void say(String text) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, ""));
    }

    private static String text(String key) {
        FacesContext faces = FacesContext.getCurrentInstance();
        return faces.getApplication().getResourceBundle(faces, "msg").getString(key);
    }

    public List<String> getTimeFormats() {
        return List.of(Mapping.RFC3339, Mapping.EPOCH_MS, Mapping.EPOCH_S);
    }

    /** What the sample would become, null if it is none or none was tried. */
    public Event getEvent() {
        return result instanceof Event event ? event : null;
    }

    /** Why the sample would become a dead letter, null if it would not. */
    public Rejection getRejection() {
        return result instanceof Rejection rejection ? rejection : null;
    }

    public String getRejectionCode() {
        return getRejection().code().name().toLowerCase(Locale.ROOT);
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public boolean isEdited() {
        return edited;
    }

    public MappingForm getForm() {
        return form;
    }

    public String getSample() {
        return sample;
    }

    public void setSample(String sample) {
        this.sample = sample;
    }
}
