package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How the replay of one letter ended.
 *
 * @param effect present if it was replayed
 * @param refusal why not, if it was not; the letter is open then
 */
public record Replay(long id, Optional<ReplayEffect> effect, Optional<Rejection> refusal) {

    public Replay {
        requireNonNull(effect, "effect");
        requireNonNull(refusal, "refusal");
    }

    public static Replay of(long id, ReplayEffect effect) {
        return new Replay(id, Optional.of(effect), Optional.empty());
    }

    public static Replay refused(long id, Rejection refusal) {
        return new Replay(id, Optional.empty(), Optional.of(refusal));
    }
}
