package crm.profile.service;

import crm.ingest.entity.Identity;
import crm.profile.entity.Money;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.entity.ProfileView.Consent;
import crm.profile.entity.SpendSum;
import crm.profile.fold.Attributes;
import crm.profile.rfm.Buying;
import crm.profile.rfm.Rfm;
import crm.profile.rfm.Thresholds;
import crm.profile.store.PersonJson;
import crm.profile.store.ThresholdRows;
import crm.profile.store.ViewRows;
import crm.profile.store.ViewRows.Counts;
import crm.profile.store.ViewRows.Row;
import crm.profile.store.ViewRows.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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

    private static final String RFM = "rfm";
    static final String CLUSTER = "cluster";

    private final ViewRows rows;
    private final ThresholdRows thresholds;
    private final Instant now;

    /** @param now of the business clock */
    ViewReading(Connection connection, Instant now) {
        this.rows = new ViewRows(connection);
        this.thresholds = new ThresholdRows(connection);
        this.now = now;
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
        Optional<Thresholds> latest = thresholds.latest();
        for (Row row : rows.read(ids)) {
            Optional<ProfileView> view =
                    row.mergedInto().isPresent() ? Optional.empty() : Optional.of(view(row, rfm(row, latest)));
            versions.add(new Version(row.id(), row.version(), view));
        }
        return versions;
    }

    /** The view of a profile that is there and answers for itself. */
    ProfileView of(ProfileId id) throws SQLException {
        return of(List.of(id)).get(0).view().orElseThrow();
    }

    private Optional<Rfm> rfm(Row row, Optional<Thresholds> latest) {
        if (row.identities().stream().anyMatch(identity -> isVisitor(row.id(), identity))) {
            return Optional.empty(); // nobody's customer yet
        }
        Buying buying = new Buying(row.counts().orders(), row.times().lastOrder(), row.money());
        return latest.flatMap(in -> in.score(buying, now));
    }

    private static boolean isVisitor(ProfileId id, Identity identity) {
        return identity.namespace().equals(Identity.ANONYMOUS_ID)
                && ProfileId.of(identity).equals(id);
    }

    private static ProfileView view(Row row, Optional<Rfm> rfm) {
        AttributeTree tree =
                AttributeTree.of(row.attributes().map(PersonJson::attributes).orElseGet(Attributes::new));
        return new ProfileView(
                row.id().value(),
                row.version(),
                row.identities(),
                tree.attributes(),
                traits(row, rfm, tree.traits()),
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

    private static Map<String, Object> traits(Row row, Optional<Rfm> rfm, Map<String, Object> own) {
        Map<String, Object> traits =
                traits(row.counts(), row.times(), row.money(), row.categories(), row.channel(), own);
        rfm.ifPresent(scores -> traits.put(RFM, scores.trait()));
        row.measured()
                .forEach(one -> traits.put(
                        one.key(),
                        one.currency().isPresent()
                                ? money(one.currency().get(), one.value())
                                : Decimals.plain(one.value())));
        return traits;
    }

    /** All traits that do not change with time, those of the producers included. */
    static Map<String, Object> traits(
            Counts counts,
            Times times,
            List<SpendSum> money,
            List<String> categories,
            Optional<String> channel,
            Map<String, Object> own) {
        Map<String, Object> traits = new LinkedHashMap<>(own);
        traits.remove(RFM); // computed, never told
        traits.remove(CLUSTER);
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
