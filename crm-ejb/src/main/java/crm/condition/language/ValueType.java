package crm.condition.language;

/** What is known of the values of a property, a trait or an attribute. */
public enum ValueType {
    TEXT("a text"),
    NUMBER("a number"),
    /** An amount beside its currency: a number, or a text that is written like one. */
    MONEY("an amount"),
    /** A date or an instant. */
    TIME("a time"),
    FLAG("true or false"),
    /** Has parts of its own and can only be there or not. */
    OBJECT("an object"),
    /** Nothing is known. */
    ANY("anything");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean isNumeric() {
        return this == NUMBER || this == MONEY;
    }
}
