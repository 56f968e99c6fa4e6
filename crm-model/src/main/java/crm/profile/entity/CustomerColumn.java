package crm.profile.entity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a list of customers can show beside their names. */
public enum CustomerColumn {
    CUSTOMER_ID,
    EMAIL,
    PHONE,
    COUNTRY,
    ORDERS,
    TOTAL_SPEND,
    FIRST_SEEN_AT,
    LAST_SEEN_AT;

    /** What is shown to those who have not chosen. */
    public static Set<CustomerColumn> usual() {
        return EnumSet.of(CUSTOMER_ID, EMAIL, COUNTRY, ORDERS, TOTAL_SPEND, LAST_SEEN_AT);
    }

    public static String write(Set<CustomerColumn> columns) {
        return columns.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    /** Those that there still are. */
    public static Set<CustomerColumn> read(String written) {
        Set<String> names = Set.copyOf(Arrays.asList(written.split(" ")));
        Set<CustomerColumn> columns = EnumSet.noneOf(CustomerColumn.class);
        Arrays.stream(values()).filter(column -> names.contains(column.name())).forEach(columns::add);
        return columns;
    }
}
