/** People at work, in a real browser. Start at {@link crm.it.journey.AgentLooksUpACustomerJourneyIT}. */
package crm.it.journey;
