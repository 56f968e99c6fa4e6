package crm.profile.page;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened on one day.
 *
 * @param heading the day in words
 */
public record HappeningDay(LocalDate day, String heading, List<Happening> events) {

    /** Groups events by the day that it was in a time zone; both keep their order. */
    static List<HappeningDay> group(List<Happening> events, ZoneId zone, Wording wording) {
        Map<LocalDate, List<Happening>> days = new LinkedHashMap<>();
        for (Happening event : events) {
            days.computeIfAbsent(LocalDate.ofInstant(event.time(), zone), none -> new ArrayList<>())
                    .add(event);
        }
        return days.entrySet().stream()
                .map(day -> new HappeningDay(day.getKey(), wording.day(day.getKey()), day.getValue()))
                .toList();
    }
}
