package crm.dev.shop;

import crm.dev.shop.Person.Consents;
import crm.dev.shop.Person.Wallet;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes up people. */
final class Population {

    private static final int BIRTHDAY_SOON = 25;

    private final ShopPlan plan;

    Population(ShopPlan plan) {
        this.plan = plan;
    }

    /** The person of a number, always the same. */
    Person person(String number) {
        String id = plan.prefix() + "C" + number;
        String name = namesake(number);
        Dice dice = plan.dice("person " + name);
        Market market = Market.any(dice);
        Resource details = market.details();
        boolean female = dice.chance(0.55);
        Name first = Name.of(dice.any(details.words(female ? "female" : "male")));
        Name last = Name.of(dice.any(details.words("last")));
        String mailbox = first.ascii() + (dice.chance(0.7) ? "." : "") + last.ascii() + name;
        return new Person(
                id,
                market,
                first.text(),
                last.text(),
                female ? "female" : "male",
                birthday(dice, name),
                mailbox + "@" + dice.any(details.words("mail")),
                dice.digits(details.text("phone")),
                street(dice, details, market),
                dice.any(details.words("cities")),
                dice.digits(dice.any(details.words("postal"))),
                dice.chance(0.06) ? Optional.of(dice.any(details.words("companies"))) : Optional.empty(),
                dice.chance(0.4) ? Optional.of("L" + id) : Optional.empty(),
                new Consents(dice.chance(0.62), dice.chance(0.25), dice.chance(0.9)),
                wallet(dice, dice.any(details.words("methods"))));
    }

    /** A name as it is written, and in the letters of an e-mail address. */
    private record Name(String text, String ascii) {

        static Name of(String word) {
            List<String> parts = List.of(word.split(" ", -1));
            return parts.size() == 2 ? new Name(parts.get(0), parts.get(1)) : new Name(word, ascii(word));
        }

        private static String ascii(String word) {
            return Normalizer.normalize(word.replace("ß", "ss").replace("ı", "i"), Normalizer.Form.NFD)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z]", "");
        }
    }

    // A few have registered twice, with the same name and address.
    private static String namesake(String number) {
        return number.endsWith("50") ? number.substring(0, number.length() - 1) + "1" : number;
    }

    // Somebody always has a birthday in the days after the shop's first, however few the customers are.
    private LocalDate birthday(Dice dice, String number) {
        int year = dice.between(1948, 2006);
        int day = dice.between(1, 365);
        LocalDate today = LocalDate.ofInstant(plan.origin(), ZoneOffset.UTC);
        return number.hashCode() % BIRTHDAY_SOON == 0
                ? today.plusDays(dice.between(1, 12)).withYear(year)
                : LocalDate.ofYearDay(year, day);
    }

    private static String street(Dice dice, Resource details, Market market) {
        String street = dice.any(details.words("streets"));
        int house = dice.between(1, 180);
        return switch (market.code()) {
            case "CN" -> street + house + "号";
            case "DE", "IT" -> street + " " + house;
            default -> house + " " + street;
        };
    }

    static Wallet wallet(Dice dice, String method) {
        String ip = "203.0.113." + dice.between(1, 254);
        return new Wallet(method, "card-" + dice.token(), "device-" + dice.token(), ip);
    }
}
