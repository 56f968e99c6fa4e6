package crm.ingest.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type that a field of {@code data} can be required to have.
 *
 * @param expectation completes "must be …"
 * @param reading reads the value at which a parser stands; empty if it has another type
 */
record Kind<T>(String expectation, Reading<T> reading) {

    /** Names a thing: the database keeps it in the key of an index. */
    static final Kind<String> NAME = new Kind<>("a string of 1 to " + Attributes.NAME + " characters", parser -> {
        String text = textOf(parser);
        return text.isEmpty() || text.length() > Attributes.NAME ? Optional.empty() : Optional.of(text);
    });

    static final Kind<String> TEXT = new Kind<>(
            "a string",
            parser -> parser.hasToken(JsonToken.VALUE_STRING) ? Optional.of(parser.getText()) : Optional.empty());

    /** As {@link #TEXT}, where nobody needs the text. */
    static final Kind<JsonToken> STRING = ofToken("a string", JsonToken.VALUE_STRING);

    static final Kind<JsonToken> OBJECT = ofToken("an object", JsonToken.START_OBJECT);

    static final Kind<JsonToken> ARRAY = ofToken("an array", JsonToken.START_ARRAY);

    static final Kind<JsonToken> NUMBER = new Kind<>(
            "a number",
            parser -> parser.currentToken().isNumeric() ? Optional.of(parser.currentToken()) : Optional.empty());

    static final Kind<LocalDate> DATE = new Kind<>("a date such as 1990-12-31", parser -> date(textOf(parser)));

    static final Kind<BigDecimal> QUANTITY = new Kind<>(
            "a number of at most " + Decimals.DIGITS + " digits",
            parser -> parser.currentToken().isNumeric() ? Decimals.ofNumber(parser.getText()) : Optional.empty());

    static final Kind<BigDecimal> MONEY = new Kind<>(
            "a decimal of at most " + Decimals.DIGITS + " digits, as a string or a number",
            parser -> parser.hasToken(JsonToken.VALUE_STRING)
                    ? Decimals.ofText(parser.getText())
                    : QUANTITY.reading().of(parser));

    static final Kind<BigDecimal> RATING = new Kind<>(
            "a number from 1 to 5",
            parser -> QUANTITY.reading()
                    .of(parser)
                    .filter(r -> r.compareTo(BigDecimal.ONE) >= 0 && r.compareTo(BigDecimal.valueOf(5)) <= 0));

    static final Kind<Boolean> FLAG = new Kind<>(
            "true or false",
            parser -> parser.currentToken().isBoolean() ? Optional.of(parser.getBooleanValue()) : Optional.empty());

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Historic currencies too: history may be in them. */
    static final Kind<String> CURRENCY = new Kind<>(
            "an ISO 4217 code in capital letters",
            parser -> Optional.of(textOf(parser)).filter(Kind::isCurrency));

    /** How a value is read, without leaving its first token. */
    @FunctionalInterface
    interface Reading<T> {

        Optional<T> of(JsonParser parser) throws IOException;
    }

    private static Kind<JsonToken> ofToken(String expectation, JsonToken token) {
        return new Kind<>(expectation, parser -> parser.hasToken(token) ? Optional.of(token) : Optional.empty());
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.length() == "0000-00-00".length() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    static boolean isCurrency(String text) {
        return CURRENCIES.contains(text);
    }

    private static String textOf(JsonParser parser) throws IOException {
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
    }
}
