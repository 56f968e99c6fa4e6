/**
 * How recently, how often and for how much somebody buys, each from 1 to 5 among all who do, and the name of that. Plain Java. Start
 * at {@link crm.profile.rfm.Thresholds}.
 */
package crm.profile.rfm;
