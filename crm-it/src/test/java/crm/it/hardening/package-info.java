/** What the web must withstand: attacks known by name, and a great many requests that make no sense. */
package crm.it.hardening;
