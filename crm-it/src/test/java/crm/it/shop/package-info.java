/** The simulated shop of {@code ./crm run} as the platform sees it. Start at {@link crm.it.shop.ShopIT}. */
package crm.it.shop;
