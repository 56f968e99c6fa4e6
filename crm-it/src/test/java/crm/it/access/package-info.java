/** The application from outside: access. */
package crm.it.access;
