/** What is personal stays where it belongs. */
package crm.it.privacy;
