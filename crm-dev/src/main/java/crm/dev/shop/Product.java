package crm.dev.shop;

import java.math.BigDecimal;

/**
 * Something the shop sells.
 *
 * @param price in euros; other markets have their own
 */
record Product(String id, String name, String category, String brand, BigDecimal price) {}
