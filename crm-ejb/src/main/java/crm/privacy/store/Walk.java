package crm.privacy.store;

import crm.privacy.entity.Verification.Break;
import crm.privacy.entity.Verification.Reason;
import java.util.Optional;

/** Walks along the chain from its first entry to its last and remembers the first place where it breaks. */
final class Walk {

    private final Head end;
    private Head last = new Head(0, Link.NONE);
    private long entries;
    private Break broken;

    Walk(Head end) {
        this.end = end;
    }

    /** The next entry by number. */
    void pass(Link link) {
        entries++;
        if (broken == null) {
            broken = wrong(link);
        }
        last = link.head();
    }

    private Break wrong(Link link) {
        long expected = last.seq() + 1;
        if (link.seq() < expected || link.seq() > end.seq()) {
            return new Break(link.seq(), Reason.ADDED);
        }
        if (link.seq() > expected) {
            return new Break(expected, Reason.MISSING);
        }
        if (!link.intact()) {
            return new Break(expected, Reason.CHANGED);
        }
        return link.previous().equals(last.hash()) ? null : new Break(expected, Reason.NOT_LINKED);
    }

    long entries() {
        return entries;
    }

    /** To be asked at the end. */
    Optional<Break> broken() {
        if (broken == null && last.seq() < end.seq()) {
            return Optional.of(new Break(last.seq() + 1, Reason.MISSING));
        }
        if (broken == null && !last.equals(end)) {
            return Optional.of(new Break(end.seq(), Reason.NOT_THE_HEAD));
        }
        return Optional.ofNullable(broken);
    }
}
