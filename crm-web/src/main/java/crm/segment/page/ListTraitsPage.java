package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.platform.rest.Json;
import crm.segment.entity.OwnTrait;
import crm.segment.service.OwnTraitService;
import crm.segment.service.SegmentMembers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The traits that administrators have defined, and how far each is. */
@Named("ownTraits")
@RequestScoped
public class ListTraitsPage {

    @EJB
    private OwnTraitService traits;

    @EJB
    private SegmentMembers members;

    @Inject
    private FacesContext faces;

    private String done;
    private List<Row> items;

    /**
     * A trait in the list.
     *
     * @param words what it measures
     * @param everybody how many profiles there are to be asked, about
     */
    public record Row(OwnTrait trait, String name, String words, long everybody) {

        public String state() {
            return trait.state().name().toLowerCase(Locale.ROOT);
        }

        public boolean isPassing() {
            return trait.state() == OwnTrait.State.BACKFILLING;
        }

        /** From 0 to 1. */
        public double share() {
            return Passed.share(trait.profiles(), everybody);
        }
    }

    public List<Row> getItems() {
        if (items == null) {
            Locale language = faces.getViewRoot().getLocale();
            long everybody = members.everybody();
            items = traits.all().stream()
                    .map(trait -> new Row(trait, name(trait), traits.words(trait, language), everybody))
                    .toList();
        }
        return items;
    }

    private static String name(OwnTrait trait) {
        try {
            return Json.mapper().readTree(trait.definition()).path("name").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored definition", e);
        }
    }

    public boolean isPassing() {
        return getItems().stream().anyMatch(Row::isPassing);
    }

    public String getDone() {
        return done;
    }

    /** Only what there is a text for is said. */
    public void setDone(String done) {
        this.done = Optional.ofNullable(done)
                .filter(Set.of("saved", "deleted")::contains)
                .orElse(null);
    }
}
