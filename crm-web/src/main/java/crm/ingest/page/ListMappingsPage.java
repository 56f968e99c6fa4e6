package crm.ingest.page;

import crm.ingest.entity.TopicMapping;
import crm.ingest.service.MappingService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The topics in and whose mapping was edited. */
@Named("mappings")
@RequestScoped
public class ListMappingsPage {

    @Inject
    private MappingService mappings;

    private List<TopicMapping> items;

    public List<TopicMapping> getItems() {
        if (items == null) {
            items = mappings.all();
        }
        return items;
    }
}
