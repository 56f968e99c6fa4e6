package crm.dev.shop;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the shop sells; in each category the first products sell best. */
final class Catalogue {

    private static final Catalogue ONLY = new Catalogue();

    private final List<Product> products;
    private final Map<String, List<Product>> byCategory;
    private final List<String> categories;

    private Catalogue() {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(Resource.open("catalogue.csv"))) {
            products = csv.stream().map(Catalogue::product).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byCategory = products.stream().collect(Collectors.groupingBy(Product::category));
        categories = products.stream().map(Product::category).distinct().toList();
    }

    static Catalogue get() {
        return ONLY;
    }

    List<Product> products() {
        return products;
    }

    List<String> categories() {
        return categories;
    }

    /** What somebody with this taste would look at. */
    Product any(Dice dice, Taste taste) {
        Product one = fromTaste(dice, taste);
        Product other = fromTaste(dice, taste);
        boolean otherIsDearer = other.price().compareTo(one.price()) > 0;
        return dice.chance(taste.extravagance()) == otherIsDearer ? other : one;
    }

    private Product fromTaste(Dice dice, Taste taste) {
        String category = dice.chance(0.75) ? dice.any(taste.categories()) : dice.any(categories);
        List<Product> shelf = byCategory.get(category);
        // The square of a share is mostly small.
        double place = dice.share();
        return shelf.get((int) (place * place * shelf.size()));
    }

    private static Product product(NamedCsvRecord row) {
        return new Product(
                row.getField("id"),
                row.getField("name"),
                row.getField("category"),
                row.getField("brand"),
                new BigDecimal(row.getField("price")));
    }
}
