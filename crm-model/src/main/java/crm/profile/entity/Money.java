package crm.profile.entity;

/**
 * An amount in one currency.
 *
 * @param currency ISO 4217 code
 * @param amount exact decimal without exponent, such as {@code 5288.63}
 */
public record Money(String currency, String amount) {}
