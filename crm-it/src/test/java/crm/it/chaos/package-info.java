/** That nothing is lost and nothing doubled while everything breaks. */
package crm.it.chaos;
