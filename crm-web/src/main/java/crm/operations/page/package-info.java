/**
 * Pages of operators: {@link crm.operations.page.DeadLettersPage} finds dead letters and replays many,
 * {@link crm.operations.page.DeadLetterPage} mends one, {@link crm.operations.page.ViolationsPage} shows what departs from
 * the contract. {@link crm.operations.page.GroupFilePage} shows a consumer group and {@link crm.operations.page.SteerPage}
 * steers it. Start at the first.
 */
package crm.operations.page;
