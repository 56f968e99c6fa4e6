package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.service.BusinessClock;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.profile.entity.ProfileId;
import crm.profile.service.Cursor;
import crm.segment.entity.CustomerSegment;
import crm.segment.entity.SegmentHistory;
import crm.segment.entity.SegmentMember;
import crm.segment.entity.SegmentOverlap;
import crm.segment.entity.SegmentUnknown;
import crm.segment.store.MembershipReads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who is in segments: now, as it is kept, or at another instant, which is asked of all profiles anew over all that is known
 * now; and how many that were over time.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SegmentMembers {

    /** Steps that a history may have. */
    public static final int MOST_STEPS = 1_000;

    private static final int PORTION = 1_000;

    @Inject
    private Surveys surveys;

    @Inject
    private SegmentSizes sizes;

    @Inject
    private BusinessClock clock;

    @EJB
    private AuditTrail trail;

    /**
     * A page of members, in the order of their ids. Who looked is in the audit trail.
     *
     * @param asOf the instant, by the version in force then, else the earliest; empty for now
     * @throws SegmentUnknown if there is no such segment
     * @throws ForeignCursor if {@code after} was not given out for this list
     * @throws crm.platform.entity.Busy if as much as may be is asked already
     * @throws crm.privacy.entity.LookNotWritten if they cannot be given out as the look cannot be written
     */
    @RolesAllowed({ADMIN, MARKETER, INTEGRATION})
    public Page<SegmentMember> page(String key, Optional<Instant> asOf, int limit, Optional<String> after) {
        String list = "members " + key + ' ' + asOf.map(Instant::toString).orElse("");
        ProfileId last = after.map(cursor -> profile(cursor, list)).orElse(Survey.FIRST);
        List<SegmentMember> found = asOf.isEmpty()
                ? surveys.look(snapshot -> now(snapshot, key, last, limit + 1))
                : surveys.ask(snapshot -> then(snapshot, key, asOf.get()).page(last, limit + 1));
        List<SegmentMember> shown = found.subList(0, Math.min(limit, found.size()));
        trail.look(act("segment.members_viewed", key, asOf).with("members", shown.size()));
        return new Page<>(
                shown,
                found.size() > limit
                        ? Optional.of(
                                Cursor.of(shown.get(limit - 1).profileId()).write(list))
                        : Optional.empty());
    }

    private static ProfileId profile(String cursor, String list) {
        try {
            return new ProfileId(
                    UUID.fromString(Cursor.read(cursor, list, 1).values().get(0)));
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    private static List<SegmentMember> now(Snapshot snapshot, String key, ProfileId after, int most)
            throws SQLException {
        known(snapshot, key);
        return new MembershipReads(snapshot.connection()).members(key, after, most);
    }

    private static MembersThen then(Snapshot snapshot, String key, Instant at) throws SQLException {
        known(snapshot, key);
        return new MembersThen(snapshot, key, at);
    }

    private static void known(Snapshot snapshot, String key) throws SQLException {
        if (snapshot.definitions().find(key).isEmpty()) {
            throw new SegmentUnknown();
        }
    }

    /** Takes members one by one. */
    @FunctionalInterface
    public interface Reader {
        void read(SegmentMember member) throws IOException;
    }

    /**
     * All members, however many. Begin and end are in the audit trail: what has left is no longer guarded here.
     *
     * @param asOf as for {@link #page}
     * @param reader as fast as a disk
     * @throws SegmentUnknown if there is no such segment
     * @throws crm.platform.entity.Busy if as many as may be are under way
     * @throws crm.privacy.entity.LookNotWritten if they cannot be given out as the look cannot be written
     * @throws IOException of the reader
     */
    @RolesAllowed({ADMIN, MARKETER, INTEGRATION})
    public void export(String key, Optional<Instant> asOf, Reader reader) throws IOException {
        surveys.look(snapshot -> {
            known(snapshot, key);
            return key;
        });
        trail.look(act("segment.members_exported", key, asOf));
        AtomicLong members = new AtomicLong();
        boolean whole = false;
        try {
            surveys.write(snapshot -> {
                read(snapshot, key, asOf, member -> {
                    reader.read(member);
                    members.incrementAndGet();
                });
                return key;
            });
            whole = true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            trail.look(act("segment.members_export_ended", key, asOf)
                    .with("members", members)
                    .with("whole", whole));
        }
    }

    private static Act act(String action, String key, Optional<Instant> asOf) {
        Act act = new Act(action, "segment:" + key);
        return asOf.map(at -> act.with("as_of", at)).orElse(act);
    }

    private static void read(Snapshot snapshot, String key, Optional<Instant> asOf, Reader reader) throws SQLException {
        MembersThen then = asOf.isPresent() ? then(snapshot, key, asOf.get()) : null;
        ProfileId last = Survey.FIRST;
        List<SegmentMember> portion;
        do {
            portion = then == null ? now(snapshot, key, last, PORTION) : then.page(last, PORTION);
            for (SegmentMember member : portion) {
                try {
                    reader.read(member);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                last = new ProfileId(member.profileId());
            }
        } while (portion.size() == PORTION);
    }

    /** How many are in each segment now; where counting takes long, some seconds ago. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public SortedMap<String, Long> sizes() {
        return sizes.all();
    }

    /** How many are in a segment now; where counting takes long, some seconds ago. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public long size(String key) {
        return sizes.of(key);
    }

    /** How many profiles there are, about, of which a definition that is new is asked one after the other. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public long everybody() {
        return sizes.everybody();
    }

    /**
     * How many are in two segments now.
     *
     * @throws SegmentUnknown if there is no such segment
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentOverlap overlap(String key, String other) {
        return surveys.look(snapshot -> {
            known(snapshot, key);
            known(snapshot, other);
            MembershipReads reads = new MembershipReads(snapshot.connection());
            return new SegmentOverlap(key, other, reads.size(key), reads.size(other), reads.both(key, other));
        });
    }

    /**
     * How many members there were, and how many entered and left, by the instants at which that was true.
     *
     * @param steps at most {@link #MOST_STEPS}
     * @param until within which the last step is; now if empty
     * @throws SegmentUnknown if there is no such segment
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentHistory history(String key, SegmentHistory.Step step, int steps, Optional<Instant> until) {
        return surveys.look(snapshot -> {
            known(snapshot, key);
            Instant last = until.orElseGet(clock::instant);
            return new SizesThen(snapshot, key, step, Math.min(steps, MOST_STEPS)).until(last);
        });
    }

    /** What a customer is in now, by key. */
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION})
    public List<CustomerSegment> of(ProfileId profile) {
        List<CustomerSegment> segments =
                surveys.look(snapshot -> new MembershipReads(snapshot.connection()).of(profile));
        trail.look(new Act("customer.segments_viewed", "profile:" + profile).with("segments", segments.size()));
        return segments;
    }
}
