package crm.dev.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When people go shopping: most before Christmas and at weekends, few in summer and at night. */
final class Season {

    private static final double[] MONTHS = {.75, .75, .85, .9, .95, .85, .7, .65, .9, 1, 1.3, 1.7};
    private static final double[] WEEKDAYS = {1, .9, .9, .95, 1, 1.2, 1.25};
    private static final double[] HOURS = {
        .3, .1, .1, .1, .1, .3, .8, 1.5, 2, 2.5, 3, 3, 3.5, 3.2, 3, 2.8, 3, 3.5, 4, 5, 5.5, 5, 3, 1
    };
    private static final double BUSIEST = 1.8;

    private Season() {}

    /** Whether somebody who thinks of going shopping that day does. */
    static boolean invites(Dice dice, Market market, LocalDate day) {
        double mood =
                MONTHS[day.getMonthValue() - 1] * WEEKDAYS[day.getDayOfWeek().getValue() - 1];
        if (day.getMonthValue() == 12 && day.getDayOfMonth() > 21) {
            mood /= 2; // too late for a present
        }
        if (market.isChinese() && day.getMonthValue() == 11 && day.getDayOfMonth() == 11) {
            mood = BUSIEST; // Singles' Day
        }
        return dice.share() * BUSIEST < mood;
    }

    /** A moment of that day there. */
    static Instant moment(Dice dice, Market market, LocalDate day) {
        int hour = dice.weighted(HOURS);
        return day.atTime(hour, dice.between(0, 59), dice.between(0, 59))
                .atZone(market.zone())
                .toInstant()
                .plusMillis(dice.between(0, 999));
    }

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
