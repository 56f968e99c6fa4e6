package crm.profile.page;

import crm.platform.rest.Spool;
import crm.profile.entity.CustomerSearch.Alphabet;
import crm.profile.rest.CustomersFile;
import crm.profile.service.CustomerLooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What can be done with many customers at once: those who are chosen on the page, else all whom the list is narrowed to. So
 * far they can be exported.
 */
@Named("chosen")
@RequestScoped
public class ChosenCustomersPage {

    /** The names of a choice in a form: of each customer, and of all whom the search finds. */
    private static final String ONE = "chosen";

    private static final String ALL = "all";

    @Inject
    private CustomerLooks customers;

    @Inject
    private Search search;

    @Inject
    private FacesContext faces;

    /** Sends those who are chosen, or all if all are. */
    public void export() throws IOException {
        ExternalContext external = faces.getExternalContext();
        String[] ids = external.getRequestParameterValuesMap().getOrDefault(ONE, new String[0]);
        if (!external.getRequestParameterMap().getOrDefault(ALL, "").isEmpty()) {
            exportAll();
        } else if (ids.length > 0) {
            send(ids(ids));
        }
    }

    public void exportAll() throws IOException {
        send(List.of());
    }

    // Nothing is answered before the file is there, so that an error can be shown as a page.
    private void send(List<UUID> only) throws IOException {
        ExternalContext external = faces.getExternalContext();
        Alphabet alphabet = Alphabet.of(faces.getViewRoot().getLocale().getLanguage());
        CustomersFile file = new CustomersFile(search.wish(alphabet), only, search.columns());
        try (Spool spool = file.spool(customers)) {
            external.setResponseContentType(CustomersFile.TYPE);
            external.setResponseHeader("Content-Length", String.valueOf(spool.size()));
            external.setResponseHeader("Content-Disposition", CustomersFile.DISPOSITION);
            faces.responseComplete();
            spool.send(external.getResponseOutputStream());
        }
    }

    // What is no id was not on our page.
    private static List<UUID> ids(String[] ids) {
        return Arrays.stream(ids)
                .filter(id -> id.matches("[0-9a-f-]{36}"))
                .map(UUID::fromString)
                .toList();
    }
}
