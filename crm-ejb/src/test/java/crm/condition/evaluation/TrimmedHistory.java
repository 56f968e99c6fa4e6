package crm.condition.evaluation;

import java.util.ArrayList;
import java.util.List;

/** A history from which all is dropped that cannot matter from an instant on. */
record TrimmedHistory(History history, Dependencies dependencies, long now) implements History {

    @Override
    public long firstSeen() {
        return history.firstSeen();
    }

    @Override
    public Events events(String type) {
        Events all = history.events(type);
        long from = dependencies.neededFrom(type, now);
        List<PastEvent> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.time(i) >= from) {
                kept.add(new PastEvent(all.time(i), all.source(i), all.id(i), all.data(i)));
            }
        }
        return PastEvents.of(kept);
    }

    @Override
    public State state(Fact fact, long at) {
        return history.state(fact, at);
    }

    @Override
    public String profileId() {
        return history.profileId();
    }
}
