/** The application from outside: profile. */
package crm.it.profile;
