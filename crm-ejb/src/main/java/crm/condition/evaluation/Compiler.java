package crm.condition.evaluation;

import crm.condition.language.Comparison;
import crm.condition.language.Condition;
import crm.condition.language.ConditionVisitor;
import crm.condition.language.Operand;
import crm.condition.language.Operator;
import crm.condition.language.PropertyCheck;
import crm.condition.language.PropertyPath;
import crm.condition.language.Step;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the conditions of one zone. Equal parts become the same node. */
final class Compiler implements ConditionVisitor<Node> {

    private final Parts parts;
    private final ZoneId zone;

    Compiler(Parts parts, ZoneId zone) {
        this.parts = parts;
        this.zone = zone;
    }

    Node compile(Condition condition) {
        return parts.node(condition, zone, () -> condition.accept(this));
    }

    private List<Node> compile(List<Condition> conditions) {
        return conditions.stream().map(this::compile).toList();
    }

    private ValueChecks tests() {
        return new ValueChecks(zone, List.of());
    }

    @Override
    public Node all(Condition.All all) {
        return new Threshold(compile(all.of()), all.of().size());
    }

    @Override
    public Node any(Condition.Any any) {
        return new Threshold(compile(any.of()), 1);
    }

    @Override
    public Node not(Condition.Not not) {
        return new Negation(compile(not.of()));
    }

    @Override
    public Node atLeast(Condition.AtLeast atLeast) {
        return new Threshold(compile(atLeast.of()), atLeast.n());
    }

    @Override
    public Node trait(Condition.Trait trait) {
        return new FactLeaf(
                parts.nextLeaf(),
                new Fact.Trait(trait.path()),
                tests().of(trait.is()),
                trait.is().op().isNegative(),
                trait.currency().orElse(""));
    }

    private Node flag(Fact fact, boolean wanted) {
        return new FactLeaf(parts.nextLeaf(), fact, (value, scene) -> value.asBoolean(false), !wanted, "");
    }

    @Override
    public Node identity(Condition.Identity identity) {
        return flag(new Fact.Identity(identity.namespace()), identity.exists());
    }

    @Override
    public Node consent(Condition.Consent consent) {
        return flag(new Fact.Consent(consent.purpose()), consent.granted());
    }

    @Override
    public Node segment(Condition.Segment segment) {
        return flag(new Fact.Segment(segment.key()), true);
    }

    @Override
    public Node rfm(Condition.Rfm rfm) {
        List<Operand> names =
                rfm.names().stream().<Operand>map(Operand.Text::new).toList();
        return new FactLeaf(
                parts.nextLeaf(),
                Fact.Rfm.RFM,
                tests().of(new Comparison(Operator.IN, new Operand.Choice(names))),
                false,
                "");
    }

    @Override
    public Node bucket(Condition.Bucket bucket) {
        return new BucketLeaf(parts.nextLeaf(), bucket);
    }

    @Override
    public Node event(Condition.Event event) {
        List<PropertyCheck> where = new ArrayList<>(event.where());
        event.currency()
                .ifPresent(code -> where.add(new PropertyCheck(
                        PropertyPath.of("currency"), new Comparison(Operator.EQ, new Operand.Text(code)))));
        return new MeasureLeaf(parts.nextLeaf(), parts.selector(event.type(), where, zone), event, zone);
    }

    @Override
    public Node recency(Condition.Recency recency) {
        return new RecencyLeaf(parts.nextLeaf(), parts.selector(recency.type(), recency.where(), zone), recency);
    }

    @Override
    public Node lifecycle(Condition.Lifecycle lifecycle) {
        return new LifecycleLeaf(parts.nextLeaf(), parts.selector(lifecycle.type(), List.of(), zone), lifecycle);
    }

    @Override
    public Node sequence(Condition.Sequence sequence) {
        List<String> names =
                sequence.steps().stream().map(step -> step.as().orElse("")).toList();
        boolean[] referredLater = new boolean[names.size()];
        List<SequenceStep> steps = new ArrayList<>();
        for (Step step : sequence.steps()) {
            step.where().forEach(test -> reference(test).ifPresent(to -> referredLater[names.indexOf(to)] = true));
            List<PropertyCheck> alone = Filter.withoutReferences(step.where());
            steps.add(SequenceStep.of(
                    step,
                    parts.selector(step.type(), alone, zone),
                    new Filter(step.where(), new ValueChecks(zone, names)),
                    alone.size() < step.where().size()));
        }
        return new SequenceLeaf(parts.nextLeaf(), steps, Span.of(sequence.window(), zone), referredLater);
    }

    private static Optional<String> reference(PropertyCheck test) {
        return test.is().with() instanceof Operand.Reference reference
                ? Optional.of(reference.step())
                : Optional.empty();
    }

    @Override
    public Node records(Condition.OpenRecords records) {
        return new RecordLeaf(
                parts.nextLeaf(),
                new Fact.OpenRecords(records.kind()),
                new Filter(records.where(), tests()),
                new NumberCheck(records.is()));
    }
}
