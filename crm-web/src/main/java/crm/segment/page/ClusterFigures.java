package crm.segment.page;

import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterFeature;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** What is known of groups, as readers of a language write it. */
final class ClusterFigures {

    private final Locale locale;

    ClusterFigures(Locale locale) {
        this.locale = locale;
    }

    /** As somebody has called it, else what stands out. */
    String name(Cluster cluster) {
        String own = cluster.names()
                .getOrDefault(locale.getLanguage(), cluster.names().get("en"));
        return cluster.given().orElse(own);
    }

    String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** In the unit of the feature, which its label names. */
    String value(ClusterFeature feature, double value) {
        return switch (feature.feature()) {
            case "basket" -> money(feature, value);
            case "discounts", "returns" -> percent(value);
            case "recency" -> number(value, 0);
            case "variety" -> number(value, 2);
            default -> number(value, 1);
        };
    }

    private String money(ClusterFeature feature, double value) {
        if (feature.currency().isEmpty()) {
            return "–";
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(feature.currency().get()));
        return format.format(value);
    }
}
