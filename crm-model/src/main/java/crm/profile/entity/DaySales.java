package crm.profile.entity;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What was sold on a day, in UTC, in one currency.
 *
 * @param orders not cancelled
 * @param net less all refunds, whenever they came
 */
public record DaySales(LocalDate day, String currency, long orders, BigDecimal net) {}
