/**
 * Whether every event has its effect exactly once while everything breaks: a producer of duplicates, disorder and poison, faults
 * by a plan, and a comparison of what is then there with the oracle. Start at {@link crm.dev.chaos.Campaign}.
 */
package crm.dev.chaos;
