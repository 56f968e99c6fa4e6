/**
 * Operations on pages: {@link crm.operations.page.DeadLettersPage} finds dead letters and replays many,
 * {@link crm.operations.page.DeadLetterPage} mends one. Start at the former.
 */
package crm.operations.page;
