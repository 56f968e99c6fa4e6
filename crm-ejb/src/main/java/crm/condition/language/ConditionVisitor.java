package crm.condition.language;

/** Says something of each kind of condition. */
public interface ConditionVisitor<R> {

    R all(Condition.All all);

    R any(Condition.Any any);

    R not(Condition.Not not);

    R atLeast(Condition.AtLeast atLeast);

    R trait(Condition.Trait trait);

    R identity(Condition.Identity identity);

    R consent(Condition.Consent consent);

    R segment(Condition.Segment segment);

    R rfm(Condition.Rfm rfm);

    R bucket(Condition.Bucket bucket);

    R event(Condition.Event event);

    R recency(Condition.Recency recency);

    R lifecycle(Condition.Lifecycle lifecycle);

    R sequence(Condition.Sequence sequence);

    R records(Condition.OpenRecords records);
}
