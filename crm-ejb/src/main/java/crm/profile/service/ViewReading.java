package crm.profile.service;

import crm.profile.entity.Money;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.ProfileView.Consent;
import crm.profile.entity.SpendSum;
import crm.profile.fold.Attributes;
import crm.profile.store.PersonJson;
import crm.profile.store.ViewRows;
import crm.profile.store.ViewRows.Counts;
import crm.profile.store.ViewRows.Row;
import crm.profile.store.ViewRows.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the views of profiles together from what is stored, of any number in one query; within one snapshot. */
final class ViewReading {

    /** How many are told. */
    static final int TOP_CATEGORIES = 5;

    private final ViewRows rows;

    ViewReading(Connection connection) {
        this.rows = new ViewRows(connection);
    }

    /**
     * A profile at a version.
     *
     * @param view empty where another profile answers in its place
     */
    record Version(ProfileId profile, long version, Optional<ProfileView> view) {}

    /** Those that are there, in any order. */
    List<Version> of(Collection<ProfileId> ids) throws SQLException {
        List<Version> versions = new ArrayList<>(ids.size());
        for (Row row : rows.read(ids)) {
            Optional<ProfileView> view = row.mergedInto().isPresent() ? Optional.empty() : Optional.of(view(row));
            versions.add(new Version(row.id(), row.version(), view));
        }
        return versions;
    }

    /** The view of a profile that is there and answers for itself. */
    ProfileView of(ProfileId id) throws SQLException {
        return of(List.of(id)).get(0).view().orElseThrow();
    }

    private static ProfileView view(Row row) {
        AttributeTree tree =
                AttributeTree.of(row.attributes().map(PersonJson::attributes).orElseGet(Attributes::new));
        return new ProfileView(
                row.id().value(),
                row.version(),
                row.identities(),
                tree.attributes(),
                traits(row, tree.traits()),
                row.memberships(),
                row.consents().map(ViewReading::consents).orElse(List.of()));
    }

    static List<Consent> consents(String stored) {
        List<Consent> consents = new ArrayList<>();
        PersonJson.consents(stored)
                .words()
                .forEach((purpose, word) -> word.granted()
                        .ifPresent(granted -> consents.add(
                                new Consent(purpose, granted, word.stamp().time()))));
        return consents;
    }

    private static Map<String, Object> traits(Row row, Map<String, Object> own) {
        return traits(row.counts(), row.times(), row.money(), row.categories(), row.channel(), own);
    }

    /** All traits, those of the producers included. */
    static Map<String, Object> traits(
            Counts counts,
            Times times,
            List<SpendSum> money,
            List<String> categories,
            Optional<String> channel,
            Map<String, Object> own) {
        Map<String, Object> traits = new LinkedHashMap<>(own);
        traits.put("orders", counts.orders());
        traits.put("items", Decimals.plain(counts.items()));
        money(money, traits);
        traits.put("refunds", counts.refunds());
        traits.put("products", counts.products());
        times.firstOrder().ifPresent(at -> traits.put("first_order_at", at));
        times.lastOrder().ifPresent(at -> traits.put("last_order_at", at));
        times.firstSeen().ifPresent(at -> traits.put("first_seen_at", at));
        times.lastSeen().ifPresent(at -> traits.put("last_seen_at", at));
        traits.put("interactions", counts.interactions());
        traits.put("consultations", counts.consultations());
        traits.put("transactions", counts.transactions());
        if (!categories.isEmpty()) {
            traits.put("top_categories", categories);
        }
        channel.ifPresent(found -> traits.put("favourite_channel", found));
        return traits;
    }

    private static void money(List<SpendSum> sums, Map<String, Object> traits) {
        if (!sums.isEmpty()) {
            traits.put(
                    "total_spend",
                    sums.stream().map(sum -> money(sum.currency(), sum.net())).toList());
        }
        List<Money> averages = sums.stream()
                .filter(sum -> sum.orders() > 0)
                .map(ViewReading::average)
                .toList();
        if (!averages.isEmpty()) {
            traits.put("average_order_value", averages);
        }
    }

    /** Exact, with at least the currency's minor units. */
    static Money money(String currency, BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        int scale = Math.max(stripped.scale(), minorUnits(currency));
        return new Money(
                currency, stripped.setScale(scale, RoundingMode.UNNECESSARY).toPlainString());
    }

    private static Money average(SpendSum sum) {
        BigDecimal average =
                sum.gross().divide(BigDecimal.valueOf(sum.orders()), minorUnits(sum.currency()), RoundingMode.HALF_UP);
        return new Money(sum.currency(), average.toPlainString());
    }

    private static int minorUnits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
