/** The real servers of the tests, and drivers that speak the domain. Start at {@link crm.it.lab.Crm}. */
package crm.it.lab;
