/** The application from outside: ingest. */
package crm.it.ingest;
