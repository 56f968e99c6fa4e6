package crm.condition.evaluation;

import crm.condition.language.Condition;
import crm.condition.language.ConditionVisitor;
import crm.condition.language.Operand;
import crm.condition.language.PropertyCheck;
import crm.condition.language.PropertyPath;
import crm.condition.language.Step;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Goes through a condition and collects what it asks for. */
final class DependencyFinder implements ConditionVisitor<Void> {

    private static final Span ALL = new Span.Fixed(Micros.ALWAYS, Micros.NEVER);

    private final ZoneId zone;
    private final Map<String, Set<PropertyPath>> properties = new TreeMap<>();
    private final Map<String, Set<Span>> reaches = new TreeMap<>();
    private final Set<Fact> facts = new LinkedHashSet<>();

    DependencyFinder(ZoneId zone) {
        this.zone = zone;
    }

    Map<String, Set<PropertyPath>> properties() {
        return properties;
    }

    Map<String, Set<Span>> reaches() {
        return reaches;
    }

    Set<Fact> facts() {
        return facts;
    }

    private Void parts(Condition condition) {
        condition.parts().forEach(part -> part.accept(this));
        return null;
    }

    private Void fact(Fact fact) {
        facts.add(fact);
        return null;
    }

    private Void events(String type, List<PropertyCheck> where, Span reach) {
        Set<PropertyPath> paths = properties.computeIfAbsent(type, none -> new LinkedHashSet<>());
        where.forEach(test -> paths.add(test.property()));
        reaches.computeIfAbsent(type, none -> new LinkedHashSet<>()).add(reach);
        return null;
    }

    @Override
    public Void all(Condition.All all) {
        return parts(all);
    }

    @Override
    public Void any(Condition.Any any) {
        return parts(any);
    }

    @Override
    public Void not(Condition.Not not) {
        return parts(not);
    }

    @Override
    public Void atLeast(Condition.AtLeast atLeast) {
        return parts(atLeast);
    }

    @Override
    public Void trait(Condition.Trait trait) {
        return fact(new Fact.Trait(trait.path()));
    }

    @Override
    public Void identity(Condition.Identity identity) {
        return fact(new Fact.Identity(identity.namespace()));
    }

    @Override
    public Void consent(Condition.Consent consent) {
        return fact(new Fact.Consent(consent.purpose()));
    }

    @Override
    public Void segment(Condition.Segment segment) {
        return fact(new Fact.Segment(segment.key()));
    }

    @Override
    public Void rfm(Condition.Rfm rfm) {
        return fact(Fact.Rfm.RFM);
    }

    @Override
    public Void bucket(Condition.Bucket bucket) {
        return null;
    }

    @Override
    public Void event(Condition.Event event) {
        events(event.type(), event.where(), Span.of(event.window(), zone));
        Set<PropertyPath> paths = properties.get(event.type());
        event.property().ifPresent(paths::add);
        if (event.byCurrency() || event.currency().isPresent()) {
            paths.add(PropertyPath.of("currency"));
        }
        return null;
    }

    /** Also where it asks for a short time only: how long ago the last one was is asked for when it is long ago. */
    @Override
    public Void recency(Condition.Recency recency) {
        boolean recent = recency.within() && !recency.first();
        return events(recency.type(), recency.where(), recent ? new Span.Moving(Micros.of(recency.span()), 0) : ALL);
    }

    @Override
    public Void lifecycle(Condition.Lifecycle lifecycle) {
        return events(lifecycle.type(), List.of(), ALL);
    }

    @Override
    public Void sequence(Condition.Sequence sequence) {
        Map<String, String> types = sequence.steps().stream()
                .filter(step -> step.as().isPresent())
                .collect(Collectors.toMap(step -> step.as().get(), Step::type));
        for (Step step : sequence.steps()) {
            events(step.type(), step.where(), Span.of(sequence.window(), zone));
            for (PropertyCheck test : step.where()) {
                if (test.is().with() instanceof Operand.Reference to) {
                    properties.get(types.get(to.step())).add(to.property());
                }
            }
        }
        return null;
    }

    @Override
    public Void records(Condition.OpenRecords records) {
        return fact(new Fact.OpenRecords(records.kind()));
    }
}
