package crm.dev.shop;

import java.util.List;

/**
 * What somebody likes.
 *
 * @param categories of products, at least one
 * @param extravagance how often the dearer of two is taken
 */
record Taste(List<String> categories, double extravagance) {

    static Taste of(Dice dice) {
        List<String> all = Catalogue.get().categories();
        List<String> liked = List.of(dice.any(all), dice.any(all), dice.any(all));
        return new Taste(liked.subList(0, dice.between(1, liked.size())), dice.share());
    }
}
