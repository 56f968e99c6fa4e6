package crm.condition.language;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What must hold of a profile at an instant. A tree of values: equal ones mean the same. What each means exactly is said in
 * docs/segments.md.
 */
public sealed interface Condition {

    <R> R accept(ConditionVisitor<R> visitor);

    /** The conditions right below. */
    default List<Condition> parts() {
        return List.of();
    }

    /** All hold; of none, always. */
    record All(List<Condition> of) implements Condition {

        public All {
            of = List.copyOf(of);
        }

        @Override
        public List<Condition> parts() {
            return of;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.all(this);
        }
    }

    /** One holds at least; of none, never. */
    record Any(List<Condition> of) implements Condition {

        public Any {
            of = List.copyOf(of);
        }

        @Override
        public List<Condition> parts() {
            return of;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.any(this);
        }
    }

    record Not(Condition of) implements Condition {

        public Not {
            requireNonNull(of, "of");
        }

        @Override
        public List<Condition> parts() {
            return List.of(of);
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.not(this);
        }
    }

    record AtLeast(int n, List<Condition> of) implements Condition {

        public AtLeast {
            of = List.copyOf(of);
        }

        @Override
        public List<Condition> parts() {
            return of;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.atLeast(this);
        }
    }

    /**
     * What the profile view says compares so.
     *
     * @param path from the root of the profile view, such as {@code traits.orders}
     * @param currency only amounts in it are looked at
     */
    record Trait(PropertyPath path, Optional<String> currency, Comparison is) implements Condition {

        public Trait {
            requireNonNull(path, "path");
            requireNonNull(currency, "currency");
            requireNonNull(is, "is");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.trait(this);
        }
    }

    /**
     * The profile has an identity in a namespace, or none.
     *
     * @param exists whether there must be one
     */
    record Identity(String namespace, boolean exists) implements Condition {

        public Identity {
            requireNonNull(namespace, "namespace");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.identity(this);
        }
    }

    /** Compares with the consent in force. */
    record Consent(String purpose, boolean granted) implements Condition {

        public Consent {
            requireNonNull(purpose, "purpose");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.consent(this);
        }
    }

    record Segment(String key) implements Condition {

        public Segment {
            requireNonNull(key, "key");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.segment(this);
        }
    }

    record Rfm(List<String> names) implements Condition {

        public Rfm {
            names = List.copyOf(names);
        }

        /** All names there are. */
        public static List<String> all() {
            return ConditionReader.RFM_NAMES;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.rfm(this);
        }
    }

    /** A share of all profiles, in percent: those whose place by salt is in [from, to). */
    record Bucket(String salt, BigDecimal from, BigDecimal to) implements Condition {

        public Bucket {
            requireNonNull(salt, "salt");
            from = from.signum() == 0 ? BigDecimal.ZERO : from.stripTrailingZeros();
            to = to.stripTrailingZeros();
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.bucket(this);
        }
    }

    /**
     * A measure over the events of a window compares so.
     *
     * @param property empty exactly for measures that need none
     * @param currency only events in it are looked at
     * @param byCurrency the property is an amount of which no currency was given: each currency is measured by itself
     */
    record Event(
            String type,
            List<PropertyCheck> where,
            Measure measure,
            Optional<PropertyPath> property,
            Optional<String> currency,
            boolean byCurrency,
            Window window,
            Comparison is)
            implements Condition {

        public Event {
            requireNonNull(type, "type");
            where = List.copyOf(where);
            requireNonNull(measure, "measure");
            requireNonNull(property, "property");
            requireNonNull(currency, "currency");
            requireNonNull(window, "window");
            requireNonNull(is, "is");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.event(this);
        }
    }

    /**
     * How long ago an event was.
     *
     * @param first the first such event, else the last one
     * @param within in (t − span, t], else at or before t − span
     */
    record Recency(String type, List<PropertyCheck> where, boolean first, boolean within, Duration span)
            implements Condition {

        public Recency {
            requireNonNull(type, "type");
            where = List.copyOf(where);
            requireNonNull(span, "span");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.recency(this);
        }
    }

    /** In which part of their life with us people are, by one type of events. At most one state holds at an instant. */
    enum Stage {
        /** The first event is within {@code active}. */
        NEW,
        /** The last one is within {@code active}, and neither {@link #NEW} nor {@link #RETURNING} holds. */
        ACTIVE,
        /** The last one is older than {@code active}, but not than {@code lapse}. */
        LAPSING,
        /** The last one is {@code lapse} old or older. */
        LAPSED,
        /** Within {@code active} there is an event before which there was none for {@code lapse} or longer. */
        RETURNING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Lifecycle(String type, Stage stage, Duration active, Duration lapse) implements Condition {

        public Lifecycle {
            requireNonNull(type, "type");
            requireNonNull(stage, "stage");
            requireNonNull(active, "active");
            requireNonNull(lapse, "lapse");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.lifecycle(this);
        }
    }

    record Sequence(Window window, List<Step> steps) implements Condition {

        public Sequence {
            requireNonNull(window, "window");
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.sequence(this);
        }
    }

    /** Of what else there can be open records. */
    enum RecordKind {
        CONSULTATION,
        FRAUD_CASE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Compares how many records of a kind are open. */
    record OpenRecords(RecordKind kind, List<PropertyCheck> where, Comparison is) implements Condition {

        public OpenRecords {
            requireNonNull(kind, "kind");
            where = List.copyOf(where);
            requireNonNull(is, "is");
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.records(this);
        }
    }
}
