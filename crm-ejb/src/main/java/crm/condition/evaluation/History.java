package crm.condition.evaluation;

/**
 * What is known of one profile now, as a condition asks for it. All times are {@link Micros}. Answers must not change while an
 * {@link Evaluation} is about it.
 */
public interface History {

    /** The time of the profile's first event of any type, {@link Micros#NEVER} if there is none. */
    long firstSeen();

    /** All of a type, {@link Events#NONE} if there are none. */
    Events events(String type);

    /** What a fact is at an instant. Asked for at instants before and after now. */
    State state(Fact fact, long at);

    /** By which the profile is put into buckets; the same for ever. */
    String profileId();
}
