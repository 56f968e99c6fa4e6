package crm.condition.language;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * Conditions as a sentence without a subject, such as "has at least 3 order.completed events in the last 30 days". In Chinese
 * for Chinese locales, in English for all others. Types, properties and values stay as they are written. Immutable.
 */
public final class ConditionWords implements ConditionVisitor<String> {

    private static final ResourceBundle.Control ENGLISH_ELSE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;
    private final Locale locale;
    private final Map<String, String> names;

    public ConditionWords(Locale locale) {
        this(locale, Map.of());
    }

    /** @param names what traits are called, by their path; others are called by that */
    public ConditionWords(Locale locale, Map<String, String> names) {
        this.locale = locale;
        this.names = Map.copyOf(names);
        this.texts = ResourceBundle.getBundle("crm.condition.language.words", locale, ENGLISH_ELSE);
    }

    public String of(Condition condition) {
        return condition.accept(this);
    }

    /** What a measure comes to, without what it is compared with, such as "the number of order.completed events ever". */
    public String measure(Condition.Event event) {
        String property = event.property().map(PropertyPath::toString).orElse(event.type());
        String measured = event.currency()
                .map(code -> text("in_currency", property, code))
                .orElse(property);
        return text(
                "measure." + event.measure().word(),
                measured,
                event.type(),
                window(event.window()),
                where(event.where()));
    }

    private String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    private String joined(String by, List<String> parts) {
        return String.join(texts.getString(by), parts);
    }

    /** In brackets where it has parts of its own. */
    private List<String> parts(List<Condition> conditions) {
        return conditions.stream()
                .map(one -> one.parts().size() > 1 ? text("brackets", of(one)) : of(one))
                .toList();
    }

    @Override
    public String all(Condition.All all) {
        return all.of().isEmpty() ? text("anybody") : joined("and", parts(all.of()));
    }

    @Override
    public String any(Condition.Any any) {
        return any.of().isEmpty() ? text("nobody") : joined("or", parts(any.of()));
    }

    @Override
    public String not(Condition.Not not) {
        return text("not", of(not.of()));
    }

    @Override
    public String atLeast(Condition.AtLeast atLeast) {
        return text("at_least", plain(atLeast.n()), plain(atLeast.of().size()), joined("list", parts(atLeast.of())));
    }

    @Override
    public String trait(Condition.Trait trait) {
        String path = trait.path().toString();
        String called = Optional.ofNullable(names.get(path))
                .map(own -> text("quoted", own))
                .orElse(path);
        String name =
                trait.currency().map(code -> text("in_currency", called, code)).orElse(called);
        return text("trait", name, compared(trait.is()));
    }

    @Override
    public String identity(Condition.Identity identity) {
        return text(identity.exists() ? "identity" : "no_identity", identity.namespace());
    }

    @Override
    public String consent(Condition.Consent consent) {
        return text(consent.granted() ? "consent" : "no_consent", consent.purpose());
    }

    @Override
    public String segment(Condition.Segment segment) {
        return text("segment", segment.key());
    }

    @Override
    public String rfm(Condition.Rfm rfm) {
        return text("rfm", joined("or", rfm.names()));
    }

    @Override
    public String bucket(Condition.Bucket bucket) {
        return text("bucket", bucket.from().toPlainString(), bucket.to().toPlainString(), bucket.salt());
    }

    @Override
    public String event(Condition.Event event) {
        if (event.measure() == Measure.COUNT && event.currency().isEmpty()) {
            String window = window(event.window());
            return text("event.count", counted(event.is(), "noun.event", event.type(), window, event.where()));
        }
        return text("measured", measure(event), compared(event.is()));
    }

    /** How many, and of what: "at least 3 order.completed events". */
    private String counted(Comparison is, String noun, String type, String window, List<PropertyCheck> where) {
        double many =
                is.with() instanceof Operand.Decimal decimal ? decimal.value().doubleValue() : 2;
        return text("count." + is.op().word(), value(is.with()), text(noun, type, many), many, where(where), window);
    }

    private String where(List<PropertyCheck> where) {
        return where.isEmpty()
                ? ""
                : text("where", joined("and", where.stream().map(this::test).toList()));
    }

    private String test(PropertyCheck test) {
        return text("trait", test.property().toString(), compared(test.is()));
    }

    @Override
    public String recency(Condition.Recency recency) {
        String key = "recency." + (recency.first() ? "first" : "last") + (recency.within() ? ".within" : ".older_than");
        return text(key, recency.type(), where(recency.where()), duration(recency.span()));
    }

    @Override
    public String lifecycle(Condition.Lifecycle lifecycle) {
        return text(
                "lifecycle",
                text("state." + lifecycle.stage().word()),
                lifecycle.type(),
                duration(lifecycle.active()),
                duration(lifecycle.lapse()));
    }

    @Override
    public String sequence(Condition.Sequence sequence) {
        List<String> steps = new ArrayList<>();
        for (Step step : sequence.steps()) {
            String key = step.negated() ? "step.negated" : steps.isEmpty() ? "step.first" : "step.next";
            String within = step.within()
                    .map(span -> text("step.within", duration(span)))
                    .orElse("");
            String as = step.as().map(name -> text("step.as", name)).orElse("");
            steps.add(text(key, step.type(), as, where(step.where()), within));
        }
        return text("sequence", window(sequence.window()), joined("list", steps));
    }

    @Override
    public String records(Condition.OpenRecords records) {
        return text("records", counted(records.is(), "noun." + records.kind().word(), "", "", records.where()));
    }

    private String window(Window window) {
        if (window instanceof Window.Last last) {
            return text("window.last", duration(last.span()));
        } else if (window instanceof Window.Between between) {
            return text("window.between", duration(between.from()), duration(between.to()));
        } else if (window instanceof Window.Since since) {
            return since.until().isEmpty()
                    ? text("window.since", since.since().toString())
                    : text(
                            "window.until",
                            since.since().toString(),
                            since.until().get().toString());
        } else if (window instanceof Window.Calendar calendar) {
            return text("window." + calendar.period().word());
        }
        return text("window.lifetime");
    }

    private String compared(Comparison is) {
        return text("op." + is.op().word(), value(is.with()));
    }

    private String value(Operand with) {
        if (with instanceof Operand.Decimal decimal) {
            return plain(decimal.value());
        } else if (with instanceof Operand.Text text) {
            return text("quoted", text.value());
        } else if (with instanceof Operand.Flag flag) {
            return text(flag.value() ? "true" : "false");
        } else if (with instanceof Operand.Time time) {
            return time.value().toString();
        } else if (with instanceof Operand.Span span) {
            return duration(span.value());
        } else if (with instanceof Operand.Range range) {
            return text("range", value(range.low()), value(range.high()));
        } else if (with instanceof Operand.Choice choice) {
            return choice.of().stream().map(this::value).collect(Collectors.joining(texts.getString("or")));
        } else if (with instanceof Operand.Reference reference) {
            return text("reference", reference.property().toString(), reference.step());
        }
        return "";
    }

    private static String plain(int number) {
        return Integer.toString(number);
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }

    private String duration(Duration span) {
        List<String> parts = new ArrayList<>();
        add(parts, "days", span.toDays());
        add(parts, "hours", span.toHoursPart());
        add(parts, "minutes", span.toMinutesPart());
        BigDecimal seconds = BigDecimal.valueOf(span.toSecondsPart())
                .add(BigDecimal.valueOf(span.toNanosPart(), 9))
                .stripTrailingZeros();
        if (seconds.signum() != 0 || parts.isEmpty()) {
            parts.add(text("seconds", seconds.toPlainString(), seconds));
        }
        return joined("duration", parts);
    }

    private void add(List<String> parts, String unit, long many) {
        if (many > 0) {
            parts.add(text(unit, Long.toString(many), many));
        }
    }
}
