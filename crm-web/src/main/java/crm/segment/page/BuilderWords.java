package crm.segment.page;

import crm.condition.form.FormDuration;
import crm.condition.form.FormWindow;
import crm.condition.form.NodeKind;
import crm.condition.language.CalendarPeriod;
import crm.condition.language.Condition;
import crm.condition.language.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The words that conditions are made of, as forms offer them; they are the same for everybody. */
@Named("builderWords")
@ApplicationScoped
public class BuilderWords {

    /** {@code all}, {@code any}, {@code not} and {@code at_least}. */
    private static final int GROUPS = 4;

    private final List<String> kinds = words(NodeKind.values(), NodeKind::word);
    private final List<String> measures = words(Measure.values(), Measure::word);
    private final List<String> stages = words(Condition.Stage.values(), Condition.Stage::word);
    private final List<String> recordKinds = words(Condition.RecordKind.values(), Condition.RecordKind::word);
    private final List<String> calendars = words(CalendarPeriod.values(), CalendarPeriod::word);
    private final List<String> units = Stream.concat(FormDuration.UNITS.stream(), Stream.of(FormDuration.AS_WRITTEN))
            .toList();
    private final List<String> zones = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
            .sorted()
            .toList();

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Stream.of(values).map(word).toList();
    }

    public List<String> getKinds() {
        return kinds;
    }

    public List<String> getGroups() {
        return kinds.subList(0, GROUPS);
    }

    public List<String> getMeasures() {
        return measures;
    }

    public List<String> getStages() {
        return stages;
    }

    public List<String> getRecordKinds() {
        return recordKinds;
    }

    public List<String> getCalendars() {
        return calendars;
    }

    public List<String> getWindows() {
        return FormWindow.KINDS;
    }

    /** With what is written in several units, as some durations are. */
    public List<String> getUnits() {
        return units;
    }

    /** Time zones by the places they are named after. */
    public List<String> getZones() {
        return zones;
    }

    public List<String> getRfmNames() {
        return Condition.Rfm.all();
    }

    /** Steps that what stands in no sequence can refer to. */
    public List<Suggested.Earlier> getNobody() {
        return List.of();
    }
}
