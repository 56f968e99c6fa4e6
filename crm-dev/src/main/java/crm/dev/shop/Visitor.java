package crm.dev.shop;

import crm.dev.shop.Person.Wallet;
import java.util.Optional;

/**
 * Somebody who is in the shop now, known or not.
 *
 * @param anonymous the visitor's id in this browser
 * @param channel web, app or store
 */
record Visitor(
        Optional<Person> person,
        String anonymous,
        Market market,
        Taste taste,
        Wallet wallet,
        String channel,
        String session) {

    /** A customer who has logged in. */
    static Visitor customer(Person person, Taste taste, String channel, String session) {
        return new Visitor(Optional.of(person), "", person.market(), taste, person.wallet(), channel, session);
    }

    /** Somebody nobody knows. */
    static Visitor unknown(String anonymous, Market market, Dice dice, String session) {
        return new Visitor(
                Optional.empty(), anonymous, market, Taste.of(dice), Population.wallet(dice, "card"), "web", session);
    }

    /** The same before logging in. */
    Visitor withoutLogin(String anonymousId) {
        return new Visitor(Optional.empty(), anonymousId, market, taste, wallet, channel, session);
    }
}
