package crm.ingest.service;

import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code data} of {@code order.*}. */
final class OrderPayloads {

    private OrderPayloads() {}

    static OrderCompleted completed(Cursor cursor) throws IOException {
        Optional<String> order = Optional.empty();
        Optional<String> currency = Optional.empty();
        Optional<BigDecimal> total = Optional.empty();
        Optional<String> channel = Optional.empty();
        List<OrderLine> lines = List.of();
        while (cursor.nextField()) {
            switch (cursor.field()) {
                case "order_id" -> order = cursor.strictly(Kind.NAME);
                case "currency" -> currency = cursor.strictly(Kind.CURRENCY);
                case "total" -> total = cursor.strictly(Kind.MONEY);
                case "channel" -> channel = cursor.leniently(Kind.NAME);
                case "products" -> lines = lines(cursor);
                default -> KnownFields.ORDER.note(cursor);
            }
        }
        return new OrderCompleted(
                order.orElseThrow(() -> cursor.missing("order_id")),
                currency.orElseThrow(() -> cursor.missing("currency")),
                total.orElseThrow(() -> cursor.missing("total")),
                channel,
                lines);
    }

    static OrderRefunded refunded(Cursor cursor, boolean cancelled) throws IOException {
        Optional<String> order = Optional.empty();
        Optional<String> currency = Optional.empty();
        Optional<BigDecimal> total = Optional.empty();
        List<OrderLine> lines = List.of();
        while (cursor.nextField()) {
            switch (cursor.field()) {
                case "order_id" -> order = cursor.strictly(Kind.NAME);
                case "currency" -> currency = cursor.leniently(Kind.CURRENCY);
                case "total" -> total = amount(cursor);
                case "products" -> lines = lines(cursor);
                default -> KnownFields.ORDER.note(cursor);
            }
        }
        return new OrderRefunded(
                order.orElseThrow(() -> cursor.missing("order_id")),
                currency,
                total.isPresent() || lines.isEmpty() ? total : Optional.of(priceOf(lines)),
                total.isPresent() ? List.of() : unpriced(lines),
                cancelled);
    }

    /** Optional, but not to be guessed: without it the whole order would be refunded. */
    private static Optional<BigDecimal> amount(Cursor cursor) throws IOException {
        if (cursor.isNull()) {
            cursor.skip();
            return Optional.empty();
        }
        return cursor.strictly(Kind.MONEY);
    }

    private static List<OrderLine> lines(Cursor cursor) throws IOException {
        if (!cursor.isArray()) {
            cursor.leniently(Kind.ARRAY);
            return List.of();
        }
        List<OrderLine> lines = new ArrayList<>();
        while (cursor.nextElement()) {
            lines.add(line(cursor));
        }
        return lines;
    }

    private static OrderLine line(Cursor cursor) throws IOException {
        if (!cursor.isObject()) {
            throw cursor.wrong("an object");
        }
        Optional<String> product = Optional.empty();
        Optional<String> category = Optional.empty();
        Optional<BigDecimal> price = Optional.empty();
        Optional<BigDecimal> quantity = Optional.empty();
        while (cursor.nextField()) {
            switch (cursor.field()) {
                case "product_id" -> product = cursor.strictly(Kind.NAME);
                case "category" -> category = cursor.leniently(Kind.NAME);
                case "price" -> price = cursor.leniently(Kind.MONEY);
                case "quantity" -> quantity = cursor.strictly(Kind.QUANTITY);
                case "name", "brand" -> cursor.leniently(Kind.STRING);
                default -> cursor.skip();
            }
        }
        return new OrderLine(
                product.orElseThrow(() -> cursor.missing("product_id")),
                category,
                price,
                quantity.orElseThrow(() -> cursor.missing("quantity")));
    }

    /** What the lines with a price sum to. */
    private static BigDecimal priceOf(List<OrderLine> lines) {
        BigDecimal sum = lines.stream()
                .flatMap(line -> line.price().map(line.quantity()::multiply).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Decimals.normalised(sum).orElse(sum);
    }

    private static List<OrderLine> unpriced(List<OrderLine> lines) {
        return lines.stream().filter(line -> line.price().isEmpty()).toList();
    }
}
