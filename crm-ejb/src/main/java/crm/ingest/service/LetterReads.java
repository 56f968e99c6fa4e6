package crm.ingest.service;

import crm.ingest.entity.DeadLetter;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterStep;
import crm.platform.entity.Page;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads dead letters for the {@link DeadLetterDesk}, each time in a transaction that ends before the look is written. What
 * they say is still sealed.
 */
@Stateless
public class LetterReads {

    /** Bytes of contents on one page, unless its only letter has more. */
    static final long LARGEST_PAGE = 8L * 1024 * 1024;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    /**
     * A letter with its history.
     *
     * @param history oldest first
     */
    public record Found(DeadLetter letter, List<LetterStep> history) {}

    /** A page of letters, newest first; it ends early where they say much. */
    public Page<DeadLetter> page(DeadLetterFilter filter, int limit, Optional<String> after) {
        LetterRows rows = rows();
        List<LetterRows.Size> sizes = rows.sizes(filter, before(filter, after), limit + 1);
        List<Long> ids = sizes.subList(0, fitting(sizes, limit)).stream()
                .map(LetterRows.Size::id)
                .toList();
        return new Page<>(
                rows.read(ids), next(filter, ids.size() < sizes.size(), ids.isEmpty() ? 0 : ids.get(ids.size() - 1)));
    }

    static int fitting(List<LetterRows.Size> sizes, int limit) {
        long bytes = 0;
        int fitting = 0;
        while (fitting < Math.min(limit, sizes.size())) {
            bytes += sizes.get(fitting).bytes();
            if (fitting > 0 && bytes > LARGEST_PAGE) {
                return fitting;
            }
            fitting++;
        }
        return fitting;
    }

    /** A page of letters, newest first, without what they say. */
    public Page<DeadLetterView> overview(DeadLetterFilter filter, int limit, Optional<String> after) {
        List<DeadLetterView> found = rows().overviews(filter, before(filter, after), limit + 1);
        List<DeadLetterView> letters = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                letters,
                next(
                        filter,
                        letters.size() < found.size(),
                        letters.isEmpty() ? 0 : letters.get(letters.size() - 1).id()));
    }

    private static OptionalLong before(DeadLetterFilter filter, Optional<String> after) {
        return after.map(cursor -> OptionalLong.of(LetterCursor.id(cursor, filter)))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> next(DeadLetterFilter filter, boolean more, long last) {
        return more ? Optional.of(LetterCursor.after(last, filter)) : Optional.empty();
    }

    public Optional<Found> find(long id) {
        LetterRows rows = rows();
        return rows.find(id).map(letter -> new Found(letter, rows.history(id)));
    }

    private LetterRows rows() {
        return new LetterRows(entities);
    }
}
