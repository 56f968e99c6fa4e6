package crm.condition.language;

import static crm.condition.language.Operator.Takes.A_SPAN;
import static crm.condition.language.Operator.Takes.A_TEXT;
import static crm.condition.language.Operator.Takes.A_TIME;
import static crm.condition.language.Operator.Takes.MANY;
import static crm.condition.language.Operator.Takes.NOTHING;
import static crm.condition.language.Operator.Takes.ONE;
import static crm.condition.language.Operator.Takes.ONE_IN_ORDER;
import static crm.condition.language.Operator.Takes.TWO_IN_ORDER;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a value is compared. Texts are compared exactly, capital letters included, and ordered as Java orders them. */
public enum Operator {
    EQ(ONE),
    NEQ(ONE),
    LT(ONE_IN_ORDER),
    LTE(ONE_IN_ORDER),
    GT(ONE_IN_ORDER),
    GTE(ONE_IN_ORDER),
    BETWEEN(TWO_IN_ORDER),
    IN(MANY),
    NOT_IN(MANY),
    EXISTS(NOTHING),
    NOT_EXISTS(NOTHING),
    CONTAINS(A_TEXT),
    STARTS_WITH(A_TEXT),
    ENDS_WITH(A_TEXT),
    MATCHES(A_TEXT),
    BEFORE(A_TIME),
    AFTER(A_TIME),
    WITHIN_LAST(A_SPAN),
    OLDER_THAN(A_SPAN),
    ANNIVERSARY_WITHIN(A_SPAN),
    IS_TRUE(NOTHING),
    IS_FALSE(NOTHING);

    /** What an operator compares with. */
    public enum Takes {
        NOTHING,
        ONE,
        ONE_IN_ORDER,
        TWO_IN_ORDER,
        MANY,
        A_TEXT,
        A_TIME,
        A_SPAN
    }

    private static final Set<Operator> ORDERED = EnumSet.range(EQ, NOT_EXISTS);
    private static final Set<Operator> OF_TEXTS = EnumSet.range(EQ, MATCHES);
    private static final Set<Operator> OF_TIMES = EnumSet.range(BEFORE, ANNIVERSARY_WITHIN);
    private static final Set<Operator> OF_FLAGS =
            EnumSet.of(EQ, NEQ, IN, NOT_IN, EXISTS, NOT_EXISTS, IS_TRUE, IS_FALSE);

    private static final Map<String, Operator> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Operator::word, Function.identity()));

    private final Takes takes;

    Operator(Takes takes) {
        this.takes = takes;
    }

    public Takes takes() {
        return takes;
    }

    /** Holds where nothing is, and on many values only if none of them is equal. */
    public boolean isNegative() {
        return this == NEQ || this == NOT_IN || this == NOT_EXISTS;
    }

    /** Whether the answer depends on the time of asking, too. */
    public boolean movesWithTime() {
        return takes == A_SPAN;
    }

    /** Those that make sense for values of a type, in the order in which people are offered them. */
    public static Set<Operator> suiting(ValueType type) {
        Set<Operator> ordered = EnumSet.copyOf(ORDERED);
        return switch (type) {
            case ANY -> EnumSet.allOf(Operator.class);
            case TEXT -> EnumSet.copyOf(OF_TEXTS);
            case NUMBER, MONEY -> ordered;
            case TIME -> {
                ordered.addAll(OF_TIMES);
                yield ordered;
            }
            case FLAG -> EnumSet.copyOf(OF_FLAGS);
            case OBJECT -> EnumSet.of(EXISTS, NOT_EXISTS);
        };
    }

    /** As JSON writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Operator> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
