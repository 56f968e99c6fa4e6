/** Consumer groups steered while they run: workers, pauses, seeks, servers that come and go. */
package crm.it.operations;
