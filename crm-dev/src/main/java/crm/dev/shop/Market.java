package crm.dev.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A country the shop sells to, and what is usual there.
 *
 * @param code ISO 3166
 * @param factor from euros to the currency
 * @param share how many of a hundred customers live there
 */
record Market(
        String code, String country, String currency, BigDecimal factor, String language, ZoneId zone, int share) {

    private static final List<Market> ALL =
            Stream.of("gb", "de", "fr", "us", "cn", "it").map(Market::read).toList();

    private static final BigDecimal CENT = new BigDecimal("0.01");

    static List<Market> all() {
        return ALL;
    }

    static Market any(Dice dice) {
        double[] shares = ALL.stream().mapToDouble(Market::share).toArray();
        return ALL.get(dice.weighted(shares));
    }

    /** More about it: names, streets, phone numbers. */
    Resource details() {
        return Resource.properties("market/" + code.toLowerCase(Locale.ROOT) + ".properties");
    }

    boolean isChinese() {
        return language.startsWith("zh");
    }

    /** What people write in; who speaks neither Chinese nor English writes in English to this shop. */
    String writtenLanguage() {
        return isChinese() ? "zh" : "en";
    }

    /** The price of a product here: just below a whole number, a whole one in China. */
    BigDecimal price(Product product) {
        BigDecimal whole = product.price().multiply(factor).setScale(0, RoundingMode.CEILING);
        return isChinese() ? whole.setScale(2) : whole.subtract(CENT);
    }

    /** An amount in euros as a round one here. */
    BigDecimal round(int euros) {
        return BigDecimal.valueOf(euros)
                .multiply(factor)
                .setScale(0, RoundingMode.CEILING)
                .setScale(2);
    }

    private static Market read(String name) {
        Resource details = Resource.properties("market/" + name + ".properties");
        return new Market(
                name.toUpperCase(Locale.ROOT),
                details.text("country"),
                details.text("currency"),
                new BigDecimal(details.text("factor")),
                details.text("language"),
                ZoneId.of(details.text("zone")),
                Integer.parseInt(details.text("share")));
    }
}
