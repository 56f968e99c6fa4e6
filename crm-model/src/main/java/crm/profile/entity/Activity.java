package crm.profile.entity;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;

/**
 * What a customer was worth and did, month by month (UTC).
 *
 * @param months one after the other, up to the customer's last event
 * @param events how many happened in each of the months
 * @param spend by currency, for each of the months: totals of its orders, less what was refunded of them whenever that was
 */
public record Activity(List<YearMonth> months, List<Long> events, SortedMap<String, List<BigDecimal>> spend) {}
