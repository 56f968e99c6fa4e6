/** The home page and what is pushed to pages, from outside. Start at {@link crm.it.home.LiveIT}. */
package crm.it.home;
