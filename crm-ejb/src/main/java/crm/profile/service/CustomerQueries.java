package crm.profile.service;

import crm.ingest.entity.Identity;
import crm.platform.entity.Page;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSummary;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.TimelineEntry;
import crm.profile.entity.TimelineFilter;
import jakarta.ejb.Stateless;
import java.util.Optional;

/** Reads customers. Each method is a transaction of its own. */
@Stateless
public class CustomerQueries {

    /** The profile that an identity leads to, through merges and identifications. */
    public Optional<ProfileView> find(Identity identity) {
        return find(ProfileId.of(identity));
    }

    /** The profile with this id; a merged one answers with its survivor. */
    public Optional<ProfileView> find(ProfileId id) {
        return Optional.empty();
    }

    /**
     * A page of customers.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this search
     */
    public Page<CustomerSummary> search(CustomerSearch search, int limit, Optional<String> after) {
        throw new UnsupportedOperationException();
    }

    /**
     * A page of a profile's history, newest first.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this list
     */
    public Page<TimelineEntry> timeline(ProfileId id, TimelineFilter filter, int limit, Optional<String> after) {
        throw new UnsupportedOperationException();
    }

    /** How many customers there are, at most a few seconds old. */
    public long count() {
        return 0;
    }

    /** How many events have been applied, at most a few seconds old. */
    public long countEvents() {
        return 0;
    }
}
