package crm.segment.page;

import crm.ingest.service.Identities;
import crm.profile.entity.ProfileId;
import crm.profile.page.WordingPage;
import crm.profile.service.CustomerQueries;
import crm.segment.entity.ExplainedPart;
import crm.segment.entity.MembershipExplanation;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentUnknown;
import crm.segment.service.SegmentExplanation;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Why somebody is in a segment, or is not. */
@Named("why")
@RequestScoped
public class WhyPage {

    @EJB
    private SegmentExplanation explanations;

    @EJB
    private CustomerQueries customers;

    @Inject
    private Identities identities;

    @Inject
    private ViewSegmentPage segment;

    @Inject
    private WordingPage wording;

    @Inject
    private FacesContext faces;

    private String who;
    private String typed;
    private String fault;
    private MembershipExplanation answer;

    /**
     * A part of the condition in the order in which it is read.
     *
     * @param kind by the word it has in JSON
     */
    public record Part(int depth, String kind, ExplainedPart part) {

        public boolean isGroup() {
            return !part.parts().isEmpty();
        }
    }

    /** Explains it for whom the address names. */
    public void load() {
        if (who == null || segment.getVersions() == null) {
            return;
        }
        try {
            Optional<ProfileId> profile = customers.resolve(new ProfileId(UUID.fromString(who)));
            if (profile.isEmpty()) {
                fault = "nobody";
            } else {
                answer = explanations.explain(
                        profile.get(),
                        segment.getKey(),
                        Optional.empty(),
                        faces.getViewRoot().getLocale());
            }
        } catch (IllegalArgumentException e) {
            fault = "nobody";
        } catch (SegmentNotInForce | SegmentUnknown e) {
            fault = "archived";
        }
    }

    /** Finds whom somebody typed; what was typed is in no address. */
    public String explain() {
        String text = typed == null ? "" : typed.strip();
        Optional<ProfileId> found = text.isEmpty() ? Optional.empty() : find(text);
        if (found.isEmpty()) {
            fault = "nobody";
            return null;
        }
        return "/segment/view.xhtml?faces-redirect=true&key=" + segment.getKey() + "&who="
                + found.get().value();
    }

    private Optional<ProfileId> find(String text) {
        try {
            return customers.resolve(new ProfileId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return identities.parse(text).flatMap(customers::resolve);
        }
    }

    public MembershipExplanation getAnswer() {
        return answer;
    }

    public List<Part> getParts() {
        List<Part> parts = new ArrayList<>();
        answer.parts().forEach(part -> collect(part, 0, parts));
        return parts;
    }

    private static void collect(ExplainedPart part, int depth, List<Part> parts) {
        parts.add(new Part(depth, part.node().keySet().iterator().next(), part));
        part.parts().forEach(one -> collect(one, depth + 1, parts));
    }

    /** One thing that the answer rests on. */
    public String say(ExplainedPart.Item item) {
        BuilderTexts texts = new BuilderTexts(
                faces.getApplication().getResourceBundle(faces, "msg"),
                faces.getViewRoot().getLocale());
        if (item.time().isPresent()) {
            return texts.text(
                    "segment.why.event",
                    item.type().orElse(item.name()),
                    wording.time(item.time().get()));
        }
        return item.value().isPresent()
                ? texts.text("segment.why.value", item.name(), item.value().get())
                : texts.text("segment.why.missing", item.name());
    }

    public String getFault() {
        return fault;
    }

    public String getWho() {
        return who;
    }

    public void setWho(String who) {
        this.who = who;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }
}
