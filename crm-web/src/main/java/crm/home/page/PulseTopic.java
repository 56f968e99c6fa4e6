package crm.home.page;

import crm.access.entity.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Predicate;

/** {@code home}: what there is and how fast it comes. */
@ApplicationScoped
public class PulseTopic extends FigureTopic {

    @Inject
    private Figures figures;

    @Override
    public String name() {
        return "home";
    }

    @Override
    public boolean isFor(Predicate<String> inRole) {
        return Roles.ALL.stream().anyMatch(inRole);
    }

    @Override
    Map<String, Object> now() {
        return figures.pulse().pushed();
    }
}
