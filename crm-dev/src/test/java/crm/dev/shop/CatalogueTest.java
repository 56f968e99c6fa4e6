package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final List<Product> products = Catalogue.get().products();

    @Test
    void hasEightyProductsInTenCategories() {
        assertThat(products).hasSize(80);
        assertThat(products.stream().map(Product::id)).doesNotHaveDuplicates();
        assertThat(products.stream().map(Product::name)).doesNotHaveDuplicates();
        assertThat(products.stream()
                        .collect(Collectors.groupingBy(Product::category))
                        .values())
                .hasSize(10)
                .allMatch(shelf -> shelf.size() == 8);
        assertThat(products)
                .allMatch(product -> product.price().compareTo(BigDecimal.ONE) > 0
                        && !product.brand().isBlank());
    }

    @Test
    void hasPricesOfEachMarket() {
        Product grill = products.stream()
                .filter(product -> product.id().equals("GAR-107"))
                .findFirst()
                .orElseThrow();

        assertThat(Market.all().stream().map(market -> market.code() + " " + market.price(grill)))
                .containsExactly("GB 153.99", "DE 178.99", "FR 178.99", "US 195.99", "CN 1397.00", "IT 178.99");
    }

    @Test
    void showsMostlyWhatIsLiked() {
        Taste taste = new Taste(List.of("Audio"), 0.9);
        Dice dice = Dice.of(1, "test");

        long liked = Stream.generate(() -> Catalogue.get().any(dice, taste))
                .limit(1000)
                .filter(product -> product.category().equals("Audio"))
                .count();

        assertThat(liked).isBetween(650L, 900L);
    }
}
