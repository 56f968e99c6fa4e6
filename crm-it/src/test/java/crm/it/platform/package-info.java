/** Ways of deploying the application, each on a server of its own. */
package crm.it.platform;
