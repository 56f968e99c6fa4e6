/**
 * A simulated shop: made-up people with habits, a year of their history, and a crowd that comes while one looks.
 *
 * <p>{@link crm.dev.shop.ShopHistory} is what happened, {@link crm.dev.shop.Crowd} what happens now; both follow from a {@link
 * crm.dev.shop.ShopPlan} alone, so the same plan tells the same story. {@link crm.dev.shop.ShopTraffic} sends them to the
 * platform, through its topics, as producers in many places would.
 */
package crm.dev.shop;
