package crm.dev.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The rows of a made-up year: what is random, and how often each oddity of the real file occurs. */
final class GeneratedShop {

    private static final int FIRST_INVOICE = 536365;
    private static final int FIRST_CUSTOMER = 12346;
    private static final int FIRST_PRODUCT = 20600;
    private static final int PRODUCTS = 500;
    private static final int INVOICES_PER_CUSTOMER = 5;

    private static final List<String> COUNTRIES = List.of("Germany", "France", "EIRE", "Japan", "Unspecified");
    private static final List<String> NO_PRODUCTS =
            List.of("POST", "DOT", "M", "m", "D", "S", "BANK CHARGES", "AMAZONFEE", "CRUK", "C2", "gift_0001_20");
    private static final List<String> DESCRIPTIONS = List.of(
            "WHITE METAL LANTERN",
            "AIRLINE LOUNGE,METAL SIGN",
            "RECORD FRAME 7\" SINGLE SIZE ",
            "Dotcomgiftshop Gift Voucher £20.00",
            "");

    private final Random random;
    private final int invoices;
    private LocalDateTime now = LocalDateTime.of(2010, 12, 1, 8, 26);

    GeneratedShop(long seed, int invoices) {
        this.random = new Random(seed);
        this.invoices = invoices;
    }

    void forEachRow(Consumer<String[]> rows) {
        List<String[]> strayed = List.of();
        for (int index = 0; index < invoices; index++) {
            List<String[]> invoice = invoice(FIRST_INVOICE + index);
            boolean strays = invoice.size() > 1 && percent(1);
            invoice.subList(0, invoice.size() - (strays ? 1 : 0)).forEach(rows);
            strayed.forEach(rows);
            strayed = strays ? invoice.subList(invoice.size() - 1, invoice.size()) : List.of();
        }
        strayed.forEach(rows);
    }

    private List<String[]> invoice(int number) {
        now = now.plusMinutes(random.nextInt(30));
        if (percent(1)) {
            return List.<String[]>of(row("A" + number, "B", "Adjust bad debt", 1, "-11062.06", "", "United Kingdom"));
        }
        boolean cancellation = percent(15);
        String customer = percent(20) ? "" : customer();
        String country = percent(90) ? "United Kingdom" : any(COUNTRIES);
        List<String[]> rows = new ArrayList<>();
        for (int line = lines(); line > 0; line--) {
            int quantity = 1 + random.nextInt(24);
            int product = random.nextInt(1 + random.nextInt(PRODUCTS));
            String code = percent(4) ? any(NO_PRODUCTS) : FIRST_PRODUCT + product + (product % 3 == 0 ? "A" : "");
            String[] row = row(
                    (cancellation ? "C" : "") + number,
                    code,
                    percent(2) ? "" : DESCRIPTIONS.get(product % DESCRIPTIONS.size()),
                    cancellation ? -quantity : quantity,
                    price(),
                    customer,
                    country);
            rows.add(row);
            if (percent(2)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private String[] row(
            String number,
            String code,
            String description,
            int quantity,
            String price,
            String customer,
            String country) {
        return new String[] {
            number, code, description, Integer.toString(quantity), RetailFile.TIME.format(now), price, customer, country
        };
    }

    private int lines() {
        return percent(1) ? 300 : 1 + random.nextInt(20);
    }

    private String customer() {
        return FIRST_CUSTOMER + random.nextInt(1 + invoices / INVOICES_PER_CUSTOMER) + ".0";
    }

    private String price() {
        int decimals = percent(2) ? 3 : 2;
        return percent(2)
                ? "0.0"
                : BigDecimal.valueOf(random.nextInt(2000), decimals).toString();
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }
}
