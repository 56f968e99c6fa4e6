package crm.home.page;

import crm.access.login.PageRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Predicate;

/** {@code business}: what is sold and what happens, for those who may see customers. */
@ApplicationScoped
public class BusinessTopic extends FigureTopic {

    @Inject
    private Figures figures;

    @Override
    public String name() {
        return "business";
    }

    @Override
    public boolean isFor(Predicate<String> inRole) {
        return allows(inRole);
    }

    static boolean allows(Predicate<String> inRole) {
        return PageRoles.allow("/profile/list.xhtml", inRole);
    }

    @Override
    Map<String, Object> now() {
        return figures.business().pushed();
    }
}
