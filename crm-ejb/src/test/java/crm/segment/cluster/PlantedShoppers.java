package crm.segment.cluster;

import crm.profile.entity.ProfileId;
import crm.segment.cluster.Shopper.Discounts;
import crm.segment.cluster.Shopper.Paid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Customers of four kinds that are far apart, in random order; whoever made them knows of which kind each is. */
public final class PlantedShoppers {

    public static final int KINDS = 4;

    public final List<Shopper> shoppers = new ArrayList<>();
    public final List<Integer> kinds = new ArrayList<>();

    private final Random random;
    private final double drift;

    /** @param drift how much larger baskets and how much older last orders are than usual, 0 for not at all */
    public PlantedShoppers(int many, long seed, double drift) {
        this.random = new Random(seed);
        this.drift = drift;
        for (int i = 0; i < many; i++) {
            int kind = random.nextInt(KINDS);
            kinds.add(kind);
            shoppers.add(one(kind));
        }
    }

    private Shopper one(int kind) {
        return switch (kind) {
            // Faithful, with small baskets; one large order; discounts and returns; visitors who seldom buy.
            case 0 -> shopper(around(40), around(7), around(15), 0, 0, around(40));
            case 1 -> shopper(1, around(200), around(500), 0, 0, around(2));
            case 2 -> shopper(around(10), around(30), around(60), 0.8, 0.6, around(20));
            default -> shopper(around(2), around(60), around(50), 0, 0, around(300));
        };
    }

    private Shopper shopper(
            double orders, double recency, double basket, double discounts, double returns, double visits) {
        long many = Math.max(1, Math.round(orders));
        long reduced = Math.round(discounts * many);
        double average = basket * (1 + drift);
        double days = recency * (1 + drift);
        return new Shopper(
                new ProfileId(new UUID(random.nextLong(), random.nextLong())),
                many,
                days,
                days + 30 * many,
                Optional.of(new Paid("EUR", average, average * many)),
                0,
                1,
                many,
                Math.round(returns * many),
                Math.round(visits),
                new Discounts(reduced, 0, reduced));
    }

    /** Somebody else with the same figures as the first one. */
    public Shopper alike(Shopper who) {
        Shopper first = shoppers.get(0);
        return new Shopper(
                who.profile(),
                first.orders(),
                first.recencyDays(),
                first.ageDays(),
                first.paid(),
                first.variety(),
                first.categories(),
                first.products(),
                first.refunds(),
                first.interactions(),
                first.discounts());
    }

    private double around(double value) {
        return value * Math.exp(random.nextGaussian() * 0.15);
    }

    List<double[]> points(Scale scale) {
        return shoppers.stream().map(scale::point).toList();
    }
}
