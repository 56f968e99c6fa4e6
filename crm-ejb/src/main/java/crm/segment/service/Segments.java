package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.ingest.entity.Event;
import crm.ingest.entity.Payload;
import crm.privacy.service.Seals;
import crm.profile.entity.ProfileId;
import crm.profile.service.ProfileObserver;
import crm.profile.store.EventRows.Owned;
import crm.segment.entity.Cause;
import crm.segment.service.InForce.Touched;
import crm.segment.service.ProfileHistory.Fresh;
import crm.segment.service.Reckoning.Quiet;
import crm.segment.service.Reckoning.Wish;
import crm.segment.store.MemberRows;
import crm.segment.store.TraitRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Keeps the memberships of profiles current, in the transaction of whoever changes or asks for them, who has locked the
 * profiles before.
 */
final class Segments implements ProfileObserver {

    private final DefinitionsInForce definitions;
    private final BiFunction<String, String, Payload> payloads;
    private final Seals seals;
    private final Predicate<String> grantedUnsaid;
    private final InstantSource clock;

    /**
     * @param payloads reads the payload of a type from its data
     * @param grantedUnsaid purposes to which who says nothing agrees
     * @param clock of the business
     */
    Segments(
            DefinitionsInForce definitions,
            BiFunction<String, String, Payload> payloads,
            Seals seals,
            Predicate<String> grantedUnsaid,
            InstantSource clock) {
        this.definitions = definitions;
        this.payloads = payloads;
        this.seals = seals;
        this.grantedUnsaid = grantedUnsaid;
        this.clock = clock;
    }

    /** What a batch says of one profile. */
    private static final class Said {

        private final Touched touched = new Touched();
        private final Set<Long> moments = new HashSet<>();
        private final Set<Long> loud = new HashSet<>();
        private final List<Fresh> fresh = new ArrayList<>();
        private long latest = Micros.ALWAYS;
        private boolean moved;

        void add(Event event, InForce inForce) {
            long time = Micros.of(event.stamp().time());
            Fresh one = new Fresh(event);
            fresh.add(one);
            inForce.touchedBy(event.type(), one::data, touched);
            moments.add(time);
            if (!event.backfill()) {
                loud.add(time);
            }
            latest = Math.max(latest, time);
        }

        /** @param movedSilently whether those that only won or lost events did so by events that tell nobody */
        Quiet quiet(boolean movedSilently) {
            Set<Long> silent = new HashSet<>(moments);
            silent.removeAll(loud);
            return new Quiet(moments.isEmpty() ? movedSilently : loud.isEmpty(), silent);
        }
    }

    /**
     * Profiles have won or lost events. Memberships are told up to the last event of each, or up to now if that is dated
     * later: what comes due after it is the sweep's, which knows how far all events have come.
     */
    @Override
    public void applied(Connection connection, Applied applied) throws SQLException {
        InForce inForce = definitions.held(connection);
        if (inForce.isEmpty()) {
            return;
        }
        Map<ProfileId, Said> plain = new TreeMap<>();
        for (Owned owned : applied.events()) {
            plain.computeIfAbsent(owned.owner(), none -> new Said()).add(owned.event(), inForce);
        }
        applied.moved().forEach(profile -> plain.computeIfAbsent(profile, none -> new Said()).moved = true);
        Map<ProfileId, Said> moved = new TreeMap<>(plain);
        moved.values().removeIf(said -> !said.moved);
        plain.values().removeIf(said -> said.moved);
        tell(connection, inForce, plain, Cause.EVENT, false);
        boolean silently = moved.values().stream().allMatch(said -> said.loud.isEmpty());
        tell(connection, inForce, moved, Cause.MERGE, silently);
    }

    private void tell(
            Connection connection, InForce inForce, Map<ProfileId, Said> profiles, Cause cause, boolean movedSilently)
            throws SQLException {
        if (profiles.isEmpty()) {
            return;
        }
        long now = Micros.of(clock.instant());
        reckoning(connection, inForce, cause, now)
                .tell(profiles.entrySet().stream()
                        .map(one -> new Wish(
                                one.getKey(),
                                one.getValue().touched,
                                one.getValue().moved,
                                Math.min(now, one.getValue().latest),
                                one.getValue().moments,
                                one.getValue().fresh,
                                one.getValue().quiet(movedSilently),
                                false))
                        .toList());
    }

    /** What is due of these until an instant. */
    void tell(Connection connection, Collection<ProfileId> profiles, long until) throws SQLException {
        InForce inForce = definitions.held(connection);
        reckoning(connection, inForce, Cause.TIME, Micros.of(clock.instant()))
                .tell(profiles.stream()
                        .map(profile ->
                                new Wish(profile, new Touched(), false, until, Set.of(), List.of(), Quiet.NONE, false))
                        .toList());
    }

    /** All of these anew from their events: who changes anything else than by adding events calls this. */
    void rebuild(Connection connection, Collection<ProfileId> profiles, Cause cause) throws SQLException {
        InForce inForce = definitions.held(connection);
        if (inForce.isEmpty()) {
            return;
        }
        reckoning(connection, inForce, cause, Micros.of(clock.instant()))
                .tell(profiles.stream()
                        .map(profile -> new Wish(
                                profile, new Touched(), true, Micros.ALWAYS, Set.of(), List.of(), Quiet.NONE, false))
                        .toList());
    }

    /**
     * One version of these, of which nothing, or something else, was told so far. They are told up to the watermark, as by the
     * sweep: up to its last event only, who has left long ago would be in it for a moment.
     *
     * @param until the watermark; ALWAYS while it is not known
     */
    void ask(Connection connection, Collection<ProfileId> profiles, int version, Cause cause, long until)
            throws SQLException {
        InForce inForce = definitions.held(connection);
        if (inForce.find(version).isEmpty()) {
            return;
        }
        Touched touched = new Touched();
        touched.kept().set(inForce.find(version).get().place());
        reckoning(connection, inForce, cause, Micros.of(clock.instant()))
                .tell(profiles.stream()
                        .map(profile -> new Wish(profile, touched, false, until, Set.of(), List.of(), Quiet.NONE, true))
                        .toList());
    }

    private Reckoning reckoning(Connection connection, InForce inForce, Cause cause, long now) {
        Histories histories = new Histories(connection, payloads, seals, inForce, grantedUnsaid);
        return new Reckoning(
                inForce,
                histories,
                new MemberRows(connection),
                new TraitRows(connection),
                new Handover(connection, Micros.instant(now)),
                definitions.recent(),
                cause,
                now);
    }
}
