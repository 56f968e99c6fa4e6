package crm.profile.rest;

import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The body of an export.
 *
 * @param columns beside profile id and name; all if absent
 */
record ExportBody(
        Optional<String> q, Optional<SearchFilters> filters, Optional<String> sort, Optional<List<String>> columns) {

    static final ExportBody EMPTY =
            new ExportBody(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    SearchBody asked() {
        return new SearchBody(q, filters, sort, OptionalInt.empty(), Optional.empty());
    }

    CustomerSearch search() {
        return asked().search();
    }

    Set<CustomerColumn> wanted() {
        Set<CustomerColumn> wanted = EnumSet.noneOf(CustomerColumn.class);
        columns.orElseGet(ExportBody::all).forEach(name -> wanted.add(column(name)));
        return wanted;
    }

    private static List<String> all() {
        return EnumSet.allOf(CustomerColumn.class).stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static CustomerColumn column(String name) {
        return EnumSet.allOf(CustomerColumn.class).stream()
                .filter(column -> column.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.field("/columns", "unknown_column", "Columns are " + String.join(", ", all()) + '.'));
    }
}
